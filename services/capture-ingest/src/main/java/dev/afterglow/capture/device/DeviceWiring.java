package dev.afterglow.capture.device;

import dev.afterglow.capture.drive.CaptureConfig;
import dev.afterglow.platform.auth.OpenMethods;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/** Puts together what lets devices in, and stops a start that would let in strangers. */
@Singleton
public final class DeviceWiring {
  private static final Log LOG = Log.of(DeviceWiring.class);
  private static final String UNSIGNED = "afterglow.capture.unsigned-drives";

  /** The calls that devices make, which hold no service token. */
  @Produces
  @Singleton
  OpenMethods openMethods() {
    return new OpenMethods(
        Set.of(
            "afterglow.capture.v1.CaptureService/PairDevice",
            "afterglow.capture.v1.CaptureService/OpenDrive"));
  }

  @Produces
  @Singleton
  DeviceKeys deviceKeys(DeviceRegistry registry, DeviceConfig config) {
    return new DeviceKeys(
        registry,
        config.recheck(),
        config.patience(),
        System::nanoTime,
        task -> Thread.ofVirtual().name("capture-device").start(task));
  }

  @Produces
  @Singleton
  Chains chains(ChainRecords records) {
    return new Chains(records, System::nanoTime);
  }

  @Produces
  @Singleton
  DeviceGate gate(DeviceKeys keys, Chains chains, CaptureConfig config) {
    return new DeviceGate(keys, chains, config.unsignedDrives());
  }

  @Produces
  @Singleton
  PairingBudget pairingBudget(DeviceConfig config) {
    return new PairingBudget(config.refusedPairingsPerMinute(), System::nanoTime);
  }

  @Produces
  @Singleton
  CallerAddress callerAddress(DeviceConfig config) {
    return new CallerAddress(
        config.trustedProxies().orElse(List.of()).stream().map(Network::parse).toList());
  }

  void atStart(@Observes StartupEvent start, CaptureConfig config, VertxHttpConfig http) {
    settle(config.unsignedDrives(), http.host());
  }

  /** Says so where drives without signature are taken, if the start may go on with them. */
  static void settle(boolean unsignedDrives, String host) {
    refuseStrangers(unsignedDrives, host);
    if (unsignedDrives) {
      LOG.warn("unsigned drives are taken", LogKey.PROPERTY.is(UNSIGNED));
    }
  }

  /** Unsigned drives are for one machine: nobody else may reach a service that takes them. */
  private static void refuseStrangers(boolean unsignedDrives, String host) {
    if (unsignedDrives && !isLoopback(host)) {
      throw new IllegalStateException(
          UNSIGNED
              + " lets whoever has a drive token drive without a key: turn it off, or set"
              + " quarkus.http.host to 127.0.0.1.");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}

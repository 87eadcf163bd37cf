package dev.afterglow.e2e;

import dev.afterglow.standalone.fleet.Service;
import dev.afterglow.standalone.fleet.Standalone;
import dev.afterglow.standalone.live.DrivenRoom;
import dev.afterglow.standalone.live.StopRequest;
import dev.afterglow.standalone.room.AvatarFile;
import dev.afterglow.standalone.room.RoomPlan;
import dev.afterglow.tape.player.PlayerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A whole Afterglow of real processes on a folder of its own and on free ports. */
final class Machine implements AutoCloseable {
  final Standalone standalone;

  /** Between the render worker and the registry. */
  final TcpGate leaseWire;

  private Machine(Standalone standalone, TcpGate leaseWire) {
    this.standalone = standalone;
    this.leaseWire = leaseWire;
  }

  static Machine start(Path folder) throws IOException {
    return start(folder, Map.of());
  }

  /** With further settings of services other than the render worker. */
  static Machine start(Path folder, Map<Service, Map<String, String>> settings) throws IOException {
    Logger.getLogger("").setLevel(Level.SEVERE);
    Checkout.program("unshare");
    AtomicInteger registryPort = new AtomicInteger();
    TcpGate gate = new TcpGate(registryPort::get);
    Map<Service, Map<String, String>> all = new EnumMap<>(Service.class);
    all.putAll(settings);
    all.put(Service.RENDER_WORKER, Map.of("quarkus.grpc.clients.registry.port", "" + gate.port()));
    try {
      Standalone standalone =
          Standalone.start(
              new Standalone.Plan(
                  Checkout.installation(), folder, Checkout.runtimeFolder(), 0, all),
              (service, event) -> System.out.println(service.moduleName() + " " + event));
      registryPort.set(standalone.fleet().port(Service.AVATAR_REGISTRY));
      return new Machine(standalone, gate);
    } catch (RuntimeException e) {
      gate.close();
      throw e;
    }
  }

  DrivenRoom rehearse(
      AvatarFile avatar, PlayerOptions drive, int width, int height, int fps, String... rtmp) {
    return DrivenRoom.rehearse(
        standalone.fleet(),
        standalone.folder().root(),
        new RoomPlan(avatar, width, height, fps, List.of(rtmp), "End to end"),
        drive,
        new StopRequest(),
        Clock.systemUTC());
  }

  /** The room of the flash card, driven by its tape. */
  DrivenRoom rehearseFlashCard(String... rtmp) throws Exception {
    PlayerOptions drive =
        PlayerOptions.of(FlashCard.motion()).withVoice(FlashCard.voice()).withLoop(true);
    return rehearse(FlashCard.avatar(), drive, 360, 640, 30, rtmp);
  }

  @Override
  public void close() throws IOException {
    leaseWire.close();
    standalone.close();
  }
}

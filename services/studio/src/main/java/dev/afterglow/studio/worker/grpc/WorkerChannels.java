package dev.afterglow.studio.worker.grpc;

import dev.afterglow.platform.auth.AuthClientInterceptor;
import dev.afterglow.platform.tenant.TenantClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * One channel a worker address, made at first use. Calls carry the service token and the tenant;
 * what comes back is handled on virtual threads, so that handlers may wait.
 */
@ApplicationScoped
public class WorkerChannels {

  // Workers come and go with new addresses; the one that was used longest ago is let go.
  private static final int MAX_CHANNELS = 512;
  // A preview piece has at most 4 MiB.
  private static final int MAX_MESSAGE_BYTES = 5 * 1024 * 1024;
  // A worker whose machine vanished is noticed within twice this.
  private static final int KEEP_ALIVE_S = 5;

  private final AuthClientInterceptor auth;
  private final TenantClientInterceptor tenant;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, ManagedChannel> channels = new LinkedHashMap<>(16, 0.75f, true);

  /** Channels that send the service token and the tenant. */
  @Inject
  public WorkerChannels(AuthClientInterceptor auth, TenantClientInterceptor tenant) {
    this.auth = auth;
    this.tenant = tenant;
  }

  /** The channel to an address. */
  public synchronized ManagedChannel channel(String address) {
    ManagedChannel channel = channels.computeIfAbsent(address, this::open);
    if (channels.size() > MAX_CHANNELS) {
      Iterator<ManagedChannel> oldest = channels.values().iterator();
      oldest.next().shutdown();
      oldest.remove();
    }
    return channel;
  }

  private ManagedChannel open(String address) {
    return ManagedChannelBuilder.forTarget("dns:///" + address)
        .usePlaintext()
        .executor(executor)
        .intercept(auth, tenant)
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .keepAliveTime(KEEP_ALIVE_S, TimeUnit.SECONDS)
        .keepAliveTimeout(KEEP_ALIVE_S, TimeUnit.SECONDS)
        .build();
  }

  @PreDestroy
  synchronized void close() {
    channels.values().forEach(ManagedChannel::shutdownNow);
    channels.clear();
    executor.shutdown();
  }
}

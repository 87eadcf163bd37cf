package dev.afterglow.standalone.fleet;

import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.infra.Ports;
import dev.afterglow.standalone.infra.Readiness;
import dev.afterglow.standalone.infra.Secrets;
import dev.afterglow.standalone.infra.Stores;
import dev.afterglow.standalone.process.Child;
import dev.afterglow.standalone.process.ChildCommand;
import dev.afterglow.standalone.process.ChildCommand.StopSignal;
import dev.afterglow.standalone.process.DataFolder;
import dev.afterglow.standalone.process.Disk;
import dev.afterglow.standalone.process.OrphanGuard;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Runs the five services. Each starts as soon as the stores that it needs answer; a service that
 * ends without having been asked is started again, a bounded number of times.
 */
public final class Fleet {
  /** Two cores start five JVMs at once; slower machines than that exist. */
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  /** Room for closing a recording and for Kafka Streams to hand its state over. */
  private static final Duration STOP_GRACE = Duration.ofSeconds(15);

  /** More means that the service cannot run here, and the person should know. */
  private static final int MAX_RESTARTS = 5;

  private final Installation installation;
  private final DataFolder folder;
  private final OrphanGuard guard;
  private final ServiceSettings settings;
  private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
  private final Map<Service, Child> children = new ConcurrentHashMap<>();
  private final Map<Service, ManagedChannel> channels = new ConcurrentHashMap<>();
  private final Map<Service, Duration> startTimes = new ConcurrentHashMap<>();
  private final Map<Service, Integer> restarts = new ConcurrentHashMap<>();
  private final Set<Service> down = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final String token;
  private final BiConsumer<Service, String> events;

  /**
   * Chooses the ports; nothing runs before {@link #start(Set)}.
   *
   * @param studioPort the port that a person opens in the browser, or 0 for any
   * @param overrides further settings of a service, by property name
   * @param events told of what happens to a service while it runs, in a few words
   */
  public Fleet(
      Installation installation,
      DataFolder folder,
      Ports chosen,
      int studioPort,
      Stores stores,
      Secrets secrets,
      OrphanGuard guard,
      Map<Service, Map<String, String>> overrides,
      BiConsumer<Service, String> events) {
    this.installation = installation;
    this.folder = folder;
    this.guard = guard;
    this.events = events;
    this.token = secrets.value("service-token");
    for (Service service : Service.values()) {
      boolean fixed = service == Service.STUDIO && studioPort != 0;
      ports.put(
          service,
          fixed
              ? chosen.require(service.moduleName(), studioPort)
              : chosen.of(service.moduleName()));
    }
    this.settings =
        new ServiceSettings(
            folder.root(),
            installation.root().resolve("models"),
            ports,
            stores,
            secrets,
            overrides);
  }

  /** Starts these services side by side and waits until each one serves. */
  public void start(Set<Service> services) {
    List<CompletableFuture<Void>> starts = new ArrayList<>();
    for (Service service : services) {
      starts.add(
          CompletableFuture.runAsync(
              () -> startOne(service),
              task -> Thread.ofPlatform().name("start-" + service.moduleName()).start(task)));
    }
    try {
      CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RunFailure failure
          ? failure
          : new RunFailure(ExitCode.SERVICE_FAILED, "A service did not start: " + e, e);
    }
  }

  private void startOne(Service service) {
    try {
      Path log = folder.freshLog(service.moduleName());
      ChildCommand command = command(service, log);
      long begun = System.nanoTime();
      run(service, command);
      startTimes.put(service, Duration.ofNanos(System.nanoTime() - begun));
    } catch (IOException e) {
      throw Disk.failure(folder.root(), e);
    }
  }

  private ChildCommand command(Service service, Path log) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    arguments.addAll(service.jvmFlags());
    arguments.addAll(settings.properties(service));
    arguments.addAll(List.of("-jar", installation.jarOf(service).toString()));
    return new ChildCommand(
        service.moduleName(),
        arguments,
        settings.environment(service),
        folder.root(),
        log,
        StopSignal.TERM,
        STOP_GRACE);
  }

  private void run(Service service, ChildCommand command) throws IOException {
    if (stopping.get()) {
      return;
    }
    Child child = Child.start(command, guard);
    children.put(service, child);
    Readiness.await(
        service.moduleName(),
        child,
        START_LIMIT,
        () -> ServiceHealth.isServing(rawChannel(service)));
    var _ =
        child
            .exited()
            .thenAcceptAsync(
                status -> ended(service, child, status),
                task -> Thread.ofPlatform().name("restart-" + service.moduleName()).start(task));
  }

  private void ended(Service service, Child child, int status) {
    if (child.isStopping() || stopping.get() || guard.isRefusing()) {
      return;
    }
    int times = restarts.merge(service, 1, Integer::sum);
    if (times > MAX_RESTARTS) {
      down.add(service);
      events.accept(service, "ended %d times and stays down".formatted(times));
      return;
    }
    events.accept(service, "ended with status %d; starting it again".formatted(status));
    try {
      run(service, child.command());
      events.accept(service, "serves again");
    } catch (IOException | RunFailure e) {
      down.add(service);
      events.accept(service, "could not be started again: " + e.getMessage());
    }
  }

  /** The service's process. */
  public Child child(Service service) {
    return Objects.requireNonNull(children.get(service), () -> service + " was not started");
  }

  /** The service's port on loopback. */
  public int port(Service service) {
    return Objects.requireNonNull(ports.get(service), service::name);
  }

  /** From the start of the process to the first answer of its health service. */
  public Map<Service, Duration> startTimes() {
    Map<Service, Duration> copy = new EnumMap<>(Service.class);
    copy.putAll(startTimes);
    return copy;
  }

  /** How often a service had to be started again. */
  public int restarts(Service service) {
    return restarts.getOrDefault(service, 0);
  }

  /** Names of the services that have ended and will not be started again. */
  public Stream<String> fallen() {
    return down.stream().map(Service::moduleName).sorted();
  }

  /** Whether the service answers its health check now. */
  public boolean isServing(Service service) {
    return ServiceHealth.isServing(rawChannel(service));
  }

  /** A channel to the service that carries the service token. */
  public Channel channel(Service service) {
    return io.grpc.ClientInterceptors.intercept(
        rawChannel(service), MetadataUtils.newAttachHeadersInterceptor(authorization()));
  }

  /** A connection of its own with the service token, as each worker has one; the caller ends it. */
  public ManagedChannel connection(Service service) {
    return builder(service)
        .intercept(MetadataUtils.newAttachHeadersInterceptor(authorization()))
        .build();
  }

  private ManagedChannel rawChannel(Service service) {
    return channels.computeIfAbsent(service, key -> builder(key).build());
  }

  private NettyChannelBuilder builder(Service service) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port(service))
        .usePlaintext()
        .maxInboundMessageSize(8 << 20);
  }

  private Metadata authorization() {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return headers;
  }

  /** Asks every service to end, the control room first, waits, and closes the channels. */
  public void stop() {
    stopping.set(true);
    for (Service service :
        List.of(
            Service.STUDIO,
            Service.RENDER_WORKER,
            Service.CAPTURE_INGEST,
            Service.COMMERCE_ANALYTICS,
            Service.AVATAR_REGISTRY)) {
      Child child = children.get(service);
      if (child != null) {
        child.askToStop();
      }
    }
    children.values().forEach(Child::awaitEnd);
    channels.values().forEach(ManagedChannel::shutdownNow);
    for (ManagedChannel channel : channels.values()) {
      try {
        channel.awaitTermination(2, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

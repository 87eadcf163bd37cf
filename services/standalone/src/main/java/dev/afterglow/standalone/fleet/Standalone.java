package dev.afterglow.standalone.fleet;

import dev.afterglow.standalone.failure.RunFailure;
import dev.afterglow.standalone.infra.Ports;
import dev.afterglow.standalone.infra.Secrets;
import dev.afterglow.standalone.infra.Stores;
import dev.afterglow.standalone.process.Child;
import dev.afterglow.standalone.process.DataFolder;
import dev.afterglow.standalone.process.Disk;
import dev.afterglow.standalone.process.Interruption;
import dev.afterglow.standalone.process.OrphanGuard;
import dev.afterglow.standalone.process.ProcessUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The whole of Afterglow on one machine: three stores and five services as eight processes on one
 * data folder. Closing it ends every one of them; so does the death of this process.
 */
public final class Standalone implements AutoCloseable {
  private final DataFolder folder;
  private final OrphanGuard guard;
  private final Stores stores;
  private final Fleet fleet;
  private final Duration startTime;

  private Standalone(
      DataFolder folder, OrphanGuard guard, Stores stores, Fleet fleet, Duration startTime) {
    this.folder = folder;
    this.guard = guard;
    this.stores = stores;
    this.fleet = fleet;
    this.startTime = startTime;
  }

  /**
   * What to start.
   *
   * @param installation the built checkout
   * @param dataFolder everything that is kept; made if it is not there
   * @param runtimeFolder where the stores' programs are unpacked; any number of runs may share it
   * @param studioPort the page's port, or 0 for any
   * @param overrides further settings of a service, by property name
   * @param services those to start; the stores are there in any case
   */
  public record Plan(
      Installation installation,
      Path dataFolder,
      Path runtimeFolder,
      int studioPort,
      Map<Service, Map<String, String>> overrides,
      Set<Service> services) {
    /** Copies the settings. */
    public Plan {
      overrides = Map.copyOf(overrides);
      services = Set.copyOf(services);
    }

    /** All five services. */
    public Plan(
        Installation installation,
        Path dataFolder,
        Path runtimeFolder,
        int studioPort,
        Map<Service, Map<String, String>> overrides) {
      this(
          installation,
          dataFolder,
          runtimeFolder,
          studioPort,
          overrides,
          EnumSet.allOf(Service.class));
    }
  }

  /**
   * Starts everything and waits until every service serves. A failure ends what was started.
   *
   * @param events told of what happens to a service while it runs, in a few words
   */
  public static Standalone start(Plan plan, BiConsumer<Service, String> events) {
    return start(plan, events, Interruption.NEVER);
  }

  /**
   * The same for a person who may change their mind meanwhile: asked to end, it stops what has been
   * started so far; asked to end at once, now or at any time later, it kills every process.
   */
  public static Standalone start(
      Plan plan, BiConsumer<Service, String> events, Interruption interruption) {
    long begun = System.nanoTime();
    DataFolder folder = DataFolder.open(plan.dataFolder());
    OrphanGuard guard = guard(folder);
    Stores stores = null;
    Fleet fleet = null;
    AtomicBoolean started = new AtomicBoolean();
    interruption.onAtOnce(guard::killAll);
    interruption.onAsked(
        () -> {
          if (!started.get()) {
            guard.stopAll();
          }
        });
    try {
      Ports ports = Ports.of(folder.root());
      if (plan.studioPort() != 0) {
        ports.check("the page", plan.studioPort());
      }
      for (Service service : plan.services()) {
        plan.installation().jarOf(service);
      }
      Secrets secrets = new Secrets(folder.root(), new SecureRandom());
      stores = new Stores(folder, plan.runtimeFolder(), ports, secrets, guard);
      fleet =
          new Fleet(
              plan.installation(),
              folder,
              ports,
              plan.studioPort(),
              stores,
              secrets,
              guard,
              plan.overrides(),
              events);
      fleet.start(plan.services());
      started.set(true);
      refuseIfAsked(interruption);
      return new Standalone(
          folder, guard, stores, fleet, Duration.ofNanos(System.nanoTime() - begun));
    } catch (RuntimeException e) {
      boolean full = folder.isNearlyFull();
      stop(folder, guard, Optional.ofNullable(stores), Optional.ofNullable(fleet));
      refuseIfAsked(interruption);
      throw full ? folder.full(e) : e;
    }
  }

  /** What a stopped start looks like from inside does not matter to the person who stopped it. */
  private static void refuseIfAsked(Interruption interruption) {
    if (interruption.isAsked()) {
      throw RunFailure.stopped();
    }
  }

  private static OrphanGuard guard(DataFolder folder) {
    try {
      return OrphanGuard.start();
    } catch (IOException e) {
      folder.close();
      throw Disk.failure(folder.root(), e);
    }
  }

  private static void stop(
      DataFolder folder, OrphanGuard guard, Optional<Stores> stores, Optional<Fleet> fleet) {
    fleet.ifPresent(Fleet::stop);
    stores.ifPresent(Stores::stop);
    List<Child> left = guard.children();
    left.forEach(Child::askToStop);
    left.forEach(Child::awaitEnd);
    guard.close();
    folder.close();
  }

  /** The services. */
  public Fleet fleet() {
    return fleet;
  }

  /** The stores. */
  public Stores stores() {
    return stores;
  }

  /** The data folder. */
  public DataFolder folder() {
    return folder;
  }

  /** From nothing to every service serving. */
  public Duration startTime() {
    return startTime;
  }

  /** Start times of stores and services, by name. */
  public Map<String, Duration> startTimes() {
    Map<String, Duration> times = new LinkedHashMap<>(new TreeMap<>(stores.startTimes()));
    fleet.startTimes().forEach((service, time) -> times.put(service.moduleName(), time));
    return times;
  }

  /** What every process has used so far, by name; those that are gone are left out. */
  public Map<String, ProcessUsage> usage() {
    Map<String, ProcessUsage> usage = new LinkedHashMap<>();
    for (Child child : guard.children()) {
      ProcessUsage.of(child.pid()).ifPresent(figures -> usage.put(child.name(), figures));
    }
    return usage;
  }

  /** Names of the stores and services whose processes have ended without having been asked. */
  public List<String> fallen() {
    return Stream.concat(stores.fallen(), fleet.fallen()).toList();
  }

  /** Whether the disk is so full that the run must end now. */
  public boolean isDiskNearlyFull() {
    return folder.isNearlyFull();
  }

  @Override
  public void close() {
    stop(folder, guard, Optional.of(stores), Optional.of(fleet));
  }
}

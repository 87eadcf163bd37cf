package dev.afterglow.standalone.bench.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A process that drives are sent through. */
abstract class Target implements AutoCloseable {
  private static final String OPEN = "/afterglow.capture.v1.CaptureService/OpenDrive";
  private static final String SUBSCRIBE = "/afterglow.capture.v1.CaptureService/SubscribeDrive";
  private static final int ASKERS = 8;
  private static final long OPENED_WITHIN_NANOS = 30_000_000_000L;

  private final String name;
  private final int port;
  private final DriveScript script;
  private final LoadGenerator load;
  private final ServiceProbe probe;

  /** A session to open. */
  record Session(String driveId, byte[] open, byte[] subscribe) {}

  Target(String name, int port, long pid, DriveScript script) throws IOException {
    this.name = name;
    this.port = port;
    this.script = script;
    this.load = new LoadGenerator(script);
    this.probe = ServiceProbe.of(pid);
  }

  String name() {
    return name;
  }

  ServiceProbe probe() {
    return probe;
  }

  LoadGenerator load() {
    return load;
  }

  abstract Session session();

  abstract String token();

  abstract boolean relays();

  /** Opens as many drives as are missing, and has that many send. */
  void drive(int count) throws IOException, InterruptedException {
    int missing = count - load.count();
    for (Session session : sessions(Math.max(0, missing))) {
      Map<String, String> headers =
          Map.of("authorization", "Bearer " + token(), "drive-id", session.driveId());
      WireStream reader = WireStream.open(port, SUBSCRIBE, headers);
      reader.send(session.subscribe());
      reader.finish();
      WireStream device = WireStream.open(port, OPEN, headers);
      device.send(session.open());
      load.add(new LoadDrive(device, reader, relays(), script, load.count() * 37L));
      if (load.count() % ASKERS == 0) {
        awaitOpened();
      }
    }
    awaitOpened();
    load.drive(count);
  }

  private void awaitOpened() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (!load.allOpened()) {
      if (System.nanoTime() - begun > OPENED_WITHIN_NANOS || load.ended() > 0) {
        throw new IOException(name + " did not open all of " + load.count() + " drives");
      }
      Thread.sleep(2);
    }
  }

  /** Asks for sessions, a few at a time: each waits for the store. */
  private List<Session> sessions(int count) {
    try (ExecutorService askers = Executors.newFixedThreadPool(ASKERS)) {
      List<CompletableFuture<Session>> asked = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        asked.add(CompletableFuture.supplyAsync(this::session, askers));
      }
      return asked.stream().map(CompletableFuture::join).toList();
    }
  }

  /** Leaves the drives beyond so many, which a rest has made silent. */
  void keep(int count) throws IOException {
    if (load.count() > count) {
      load.keep(count);
    }
  }

  /** Has nobody send. */
  void rest() {
    load.drive(0);
  }

  @Override
  public void close() throws IOException {
    load.close();
    probe.close();
  }
}

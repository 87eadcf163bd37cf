package dev.afterglow.standalone.bench.capture;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A baseline: bytes in, the same bytes out. */
final class RelayTarget extends Target {
  private static final byte[] NOTHING = {};

  private final AtomicInteger drives = new AtomicInteger();

  RelayTarget(String name, int port, long pid, DriveScript script) throws IOException {
    super(name, port, pid, script);
  }

  @Override
  Session session() {
    return new Session("relayed-" + drives.incrementAndGet(), NOTHING, NOTHING);
  }

  @Override
  String token() {
    return "none";
  }

  @Override
  boolean relays() {
    return true;
  }
}

package dev.afterglow.commerce.engine;

import dev.afterglow.commerce.room.RoomFacts;
import dev.afterglow.commerce.room.RoomLimits;
import java.nio.file.Path;
import java.time.Duration;

/** The engine alone in a JVM of its own, to be killed. Ends when its standard input does. */
public final class EngineChild {
  /** Printed once rooms can be read. */
  static final String SERVING = "rooms are served";

  private EngineChild() {}

  public static void main(String[] arguments) throws Exception {
    try (Engine engine =
        new Engine(
            settings(arguments[0], Path.of(arguments[1])), RoomFacts.SPLIT, FactListener.NONE)) {
      engine.start();
      while (!engine.isServing()) {
        Thread.sleep(5);
      }
      System.out.println(SERVING);
      System.in.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }

  static EngineSettings settings(String bootstrapServers, Path folder) {
    return new EngineSettings(
        bootstrapServers,
        "afterglow.facts.v1",
        "afterglow.facts.quarantine.v1",
        "afterglow.facts.late.v1",
        "afterglow-commerce-analytics",
        "test",
        Duration.ofMillis(250),
        1,
        folder,
        RoomLimits.DEFAULT,
        64 << 20);
  }
}

package dev.afterglow.agent.play;

import dev.afterglow.agent.listen.Hearing;
import dev.afterglow.agent.source.SourceKind;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A tape of any kind, opened at its start. For one thread. */
public sealed interface Reel extends Closeable permits RawReel, MotionReel {
  /** The sources whose frames it gives. */
  List<SourceKind> kinds();

  /**
   * When the next thing is due, microseconds since the first; -1 after the last.
   *
   * @throws dev.afterglow.tape.TapeException when the tape is cut off or damaged there
   */
  long nextUs() throws IOException;

  /**
   * Gives the next thing and goes on.
   *
   * @param nowUs the instant that it is to carry, on the player's clock
   */
  void give(Outlet outlet, long nowUs) throws IOException;

  /** How many things have been given. */
  long given();

  /** Where a tape's contents go. */
  sealed interface Outlet {
    /** A drive: takes frames. */
    record ToDrive(Hearing hearing) implements Outlet {}

    /** A port: takes datagrams. */
    record ToPort(PortOutlet port) implements Outlet {}
  }
}

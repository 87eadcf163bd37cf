package dev.afterglow.render.output;

import dev.afterglow.render.encode.Packet;

/** Something that takes the encoded stream. Taking never blocks and never throws. */
public interface Outlet {
  /** A name for status and logs; no secret. */
  String name();

  /** Hands over a packet; called by the encoding thread, in order. */
  void take(Packet packet);

  /** Where it stands. */
  OutletStatus status();

  /** Ends it and waits until it is closed, at most a few seconds. */
  void close();
}

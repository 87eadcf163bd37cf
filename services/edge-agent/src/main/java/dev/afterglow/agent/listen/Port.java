package dev.afterglow.agent.listen;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/** A port that is open, or a call to a source. For the ear's thread. */
sealed interface Port extends Closeable permits UdpPort, TcpAcceptPort, TcpDialPort {
  /** Where it listens, or whom it calls, for the presenter. */
  String place();

  /** The port's number on this machine, or the source's that is called. */
  int number();

  /** Joins a selector; every key's attachment is this port. */
  void register(Selector selector) throws IOException;

  /** Something can be read, accepted or finished. Never throws for what a sender did. */
  void ready(SelectionKey key, long nowUs);

  /** Looks at the clock. */
  void tick(long nowUs);

  /** Says goodbye to the phone, where that is possible, and closes. */
  @Override
  void close();
}

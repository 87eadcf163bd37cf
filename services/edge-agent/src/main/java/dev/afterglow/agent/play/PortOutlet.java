package dev.afterglow.agent.play;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.OptionalInt;

/** Sends datagrams to a machine, each source to its usual port or all to one. For one thread. */
public final class PortOutlet implements Closeable {
  private final DatagramChannel channel;
  private final InetAddress host;
  private final OptionalInt port;
  private long unsent;

  /**
   * An open outlet.
   *
   * @param port where everything goes; empty for where it was heard
   */
  public PortOutlet(InetAddress host, OptionalInt port) throws IOException {
    this.channel = DatagramChannel.open();
    this.host = host;
    this.port = port;
  }

  /** Sends a datagram; one that the network does not take is counted and left out. */
  void send(ByteBuffer datagram, int usualPort) {
    try {
      channel.send(datagram, new InetSocketAddress(host, port.orElse(usualPort)));
    } catch (IOException e) {
      unsent++;
    }
  }

  /** How many datagrams the network did not take. */
  public long unsent() {
    return unsent;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

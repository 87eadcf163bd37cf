package dev.afterglow.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * A wire that can be cut: forwards connections to another port until it is told not to. Cut, it
 * holds bytes back without closing anything, as a network does that drops packets.
 */
final class TcpGate implements AutoCloseable {
  private final ServerSocket listener;
  private final IntSupplier target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile boolean severed;
  private volatile boolean closed;

  /**
   * A gate on a free port.
   *
   * @param target asked at each connection for the port behind the gate
   */
  TcpGate(IntSupplier target) throws IOException {
    this.target = target;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("gate").start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** From now on nothing passes, in either direction. */
  void cut() {
    cut = true;
  }

  /** Lets everything pass again, what was held back first. */
  void restore() {
    cut = false;
    severed = false;
  }

  /** Closes every connection, and from now on each new one at once. */
  void sever() throws IOException {
    severed = true;
    closeAll();
  }

  private void accept() {
    while (!closed) {
      try {
        connect(listener.accept());
      } catch (IOException refused) {
        if (closed) {
          return;
        }
      }
    }
  }

  /** What is behind the gate may not be up yet: then the caller is refused, and tries again. */
  private void connect(Socket from) throws IOException {
    if (severed) {
      from.close();
      return;
    }
    try {
      Socket to = new Socket(InetAddress.getLoopbackAddress(), target.getAsInt());
      sockets.add(from);
      sockets.add(to);
      Thread.ofVirtual().start(() -> pump(from, to));
      Thread.ofVirtual().start(() -> pump(to, from));
    } catch (IOException notThere) {
      from.close();
    }
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[16_384];
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        while (cut && !closed) {
          Thread.sleep(20);
        }
        out.write(buffer, 0, count);
        out.flush();
      }
    } catch (IOException | InterruptedException gone) {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listener.close();
    closeAll();
  }

  private void closeAll() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }
}

package dev.afterglow.render.output;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server that can be stopped up, or cut as by a reset. */
final class TcpGate implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;
  private final AtomicInteger taken = new AtomicInteger();

  TcpGate(int target) throws IOException {
    this.target = target;
    door = new ServerSocket();
    door.setReceiveBufferSize(65_536);
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::accept);
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  int port() {
    return door.getLocalPort();
  }

  /** Connections taken so far. */
  int taken() {
    return taken.get();
  }

  /** Reads nothing any more from anyone, or goes on. */
  void stop(boolean wanted) {
    stopped = wanted;
  }

  /** Resets what is open. */
  void reset() throws IOException {
    for (Socket socket : open) {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    }
    open.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket caller = door.accept();
        taken.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(caller));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket caller) {
    try {
      open.add(caller);
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(server);
      Thread.ofVirtual().start(() -> copy(server, caller));
      copy(caller, server);
    } catch (IOException refused) {
      close(caller);
    }
  }

  private void copy(Socket from, Socket to) {
    byte[] some = new byte[16_384];
    try {
      while (true) {
        while (stopped) {
          Thread.sleep(20);
        }
        int count = from.getInputStream().read(some);
        if (count < 0) {
          break;
        }
        to.getOutputStream().write(some, 0, count);
      }
    } catch (IOException | InterruptedException cut) {
      // as the other side asked
    }
    close(from);
    close(to);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // closed is closed
    }
  }

  @Override
  public void close() throws IOException {
    stopped = false;
    door.close();
    reset();
  }
}

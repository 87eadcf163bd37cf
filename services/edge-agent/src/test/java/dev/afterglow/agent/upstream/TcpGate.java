package dev.afterglow.agent.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A wire that can be cut. While it is cut nothing passes and nobody is told, as when a radio is out
 * of reach; when it is mended, the connections of before are dead and new ones pass.
 */
public final class TcpGate implements AutoCloseable {
  private final ServerSocket door;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch mended = new CountDownLatch(0);
  private volatile int cuts;
  private volatile boolean closed;

  public TcpGate(int target) throws IOException {
    this.target = target;
    this.door = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::welcome);
  }

  public int port() {
    return door.getLocalPort();
  }

  public synchronized void cut() {
    mended = new CountDownLatch(1);
    cuts++;
  }

  public synchronized void mend() {
    closeAll();
    mended.countDown();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    mended.countDown();
    door.close();
    closeAll();
  }

  private void welcome() {
    while (!closed) {
      try {
        Socket device = door.accept();
        sockets.add(device);
        Thread.ofVirtual().start(() -> connect(device));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void connect(Socket device) {
    try {
      mended.await();
      Socket service = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.add(service);
      int made = cuts;
      Thread.ofVirtual().start(() -> pump(device, service, made));
      pump(service, device, made);
    } catch (IOException | InterruptedException e) {
      quietly(device);
    }
  }

  private void pump(Socket from, Socket to, int made) {
    byte[] chunk = new byte[16 * 1024];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        mended.await();
        if (made != cuts) {
          break;
        }
        out.write(chunk, 0, read);
      }
    } catch (IOException | InterruptedException e) {
      // One end is gone, so the other goes too.
    } finally {
      quietly(from);
      quietly(to);
    }
  }

  private void closeAll() {
    sockets.forEach(TcpGate::quietly);
    sockets.clear();
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

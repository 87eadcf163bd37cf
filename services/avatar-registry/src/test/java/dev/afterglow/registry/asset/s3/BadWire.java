package dev.afterglow.registry.asset.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to a server that changes one byte on its way there, or is cut. */
final class BadWire implements AutoCloseable {
  /** What happens to a connection. */
  enum Harm {
    /** The last byte of what is sent is another one. */
    CHANGES_A_BYTE,
    /** It ends behind a mebibyte. */
    IS_CUT
  }

  private static final int CUT_AFTER = 1 << 20;

  private final int target;
  private final long changeAt;
  private final Harm harm;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /**
   * A wire to a port of this machine; the byte that changes is so many behind the request's head.
   */
  BadWire(int target, Harm harm, long changeAt) throws IOException {
    this.target = target;
    this.harm = harm;
    this.changeAt = changeAt;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    try {
      while (true) {
        Socket here = server.accept();
        Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(here);
        open.add(there);
        Thread.ofVirtual().start(() -> forward(here, there));
        Thread.ofVirtual().start(() -> back(there, here));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void forward(Socket from, Socket to) {
    byte[] buffer = new byte[8192];
    long body = -1;
    long sent = 0;
    int ending = 0;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (body >= 0) {
            if (harm == Harm.CHANGES_A_BYTE && body == changeAt) {
              buffer[i] ^= 1;
            }
            body++;
          } else {
            ending = buffer[i] == "\r\n\r\n".charAt(ending) ? ending + 1 : 0;
            body = ending == 4 ? 0 : -1;
          }
        }
        out.write(buffer, 0, read);
        sent += read;
        if (harm == Harm.IS_CUT && sent > CUT_AFTER) {
          break;
        }
      }
      out.flush();
    } catch (IOException e) {
      // The other side went away.
    } finally {
      close(from);
      close(to);
    }
  }

  private void back(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // The other side went away.
    } finally {
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing more can be done for it.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(BadWire::close);
  }
}

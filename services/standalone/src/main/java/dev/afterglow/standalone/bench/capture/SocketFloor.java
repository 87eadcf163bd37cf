package dev.afterglow.standalone.bench.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The floor under any service that drives go through: two threads that read what a device's
 * connection brings and write the same bytes to its reader's connection, with no gRPC stack, no
 * hand-over between threads and no garbage. It answers the generator's HTTP/2 as far as that needs
 * an answer, and is fit for nothing else.
 */
public final class SocketFloor {
  private static final int THREADS = 2;
  private static final int FRAME_HEAD = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final Pattern DRIVE_ID =
      Pattern.compile("drive-id.(relayed-\\d+)", Pattern.DOTALL);
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Map<String, Line> readers = new ConcurrentHashMap<>();

  private SocketFloor() {}

  /** Takes the port on the loopback to listen at; runs until it is killed. */
  public static void main(String[] arguments) throws IOException {
    new SocketFloor().serve(Integer.parseInt(arguments[0]));
  }

  private void serve(int port) throws IOException {
    Loop[] loops = new Loop[THREADS];
    for (int i = 0; i < THREADS; i++) {
      loops[i] = new Loop();
      Thread.ofPlatform().name("floor-" + i).start(loops[i]);
    }
    try (ServerSocketChannel door = ServerSocketChannel.open()) {
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
      for (int i = 0; ; i++) {
        SocketChannel channel = door.accept();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        // A reader comes right before its device.
        loops[i / 2 % THREADS].add(new Line(channel));
      }
    }
  }

  /** A connection, and the one that its bytes go to. */
  private static final class Line {
    final SocketChannel channel;
    final ByteBuffer in = ByteBuffer.allocateDirect(1 << 17);
    boolean greeted;
    String driveId = "";
    @Nullable Line to;

    Line(SocketChannel channel) {
      this.channel = channel;
    }

    /** Two threads may write to one connection while it is greeted. */
    synchronized void write(ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        if (channel.write(bytes) == 0) {
          Thread.onSpinWait();
        }
      }
    }
  }

  private final class Loop implements Runnable {
    private final Selector selector;
    private final LinkedBlockingQueue<Line> come = new LinkedBlockingQueue<>();

    Loop() throws IOException {
      this.selector = Selector.open();
    }

    void add(Line line) {
      come.add(line);
      selector.wakeup();
    }

    @Override
    public void run() {
      try {
        while (true) {
          selector.select(this::read);
          for (Line line = come.poll(); line != null; line = come.poll()) {
            line.channel.register(selector, SelectionKey.OP_READ, line);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void read(SelectionKey key) {
      Line line = (Line) key.attachment();
      try {
        if (line.channel.read(line.in) < 0) {
          line.channel.close();
          return;
        }
        line.in.flip();
        frames(line);
        line.in.compact();
      } catch (IOException gone) {
        key.cancel();
      }
    }
  }

  private void frames(Line line) throws IOException {
    ByteBuffer in = line.in;
    if (!line.greeted) {
      if (in.remaining() < PREFACE.length) {
        return;
      }
      in.position(in.position() + PREFACE.length);
      line.greeted = true;
      line.write(greeting());
    }
    int from = in.position();
    int limit = in.limit();
    int at = from;
    while (limit - at >= FRAME_HEAD) {
      int length = ((in.get(at) & 0xFF) << 16) | (in.getShort(at + 1) & 0xFFFF);
      int next = at + FRAME_HEAD + length;
      if (next > limit) {
        break;
      }
      int type = in.get(at + 3);
      if (type == HEADERS) {
        meet(line, at + FRAME_HEAD, length);
      }
      if (type == DATA && line.to == null) {
        // Its reader came before it, but the other thread may not have read so yet.
        line.to = readers.get(line.driveId);
      }
      if (type != DATA || line.to == null) {
        forward(line, from, at);
        from = next;
      }
      at = next;
    }
    forward(line, from, at);
    in.limit(limit);
    in.position(at);
  }

  /** All frames that came together go on together. */
  private static void forward(Line line, int from, int to) throws IOException {
    Line reader = line.to;
    if (reader != null && to > from) {
      int limit = line.in.limit();
      line.in.limit(to).position(from);
      reader.write(line.in);
      line.in.limit(limit);
    }
  }

  private void meet(Line line, int from, int length) {
    byte[] fields = new byte[length];
    line.in.get(from, fields);
    String text = new String(fields, StandardCharsets.ISO_8859_1);
    Matcher id = DRIVE_ID.matcher(text);
    if (!id.find()) {
      throw new IllegalStateException("a call without a drive");
    }
    if (text.contains("SubscribeDrive")) {
      readers.put(id.group(1), line);
    } else {
      line.driveId = id.group(1);
    }
  }

  /** Settings with the widest windows, so that none has to be opened again during a bench. */
  private static ByteBuffer greeting() {
    ByteBuffer out = ByteBuffer.allocate(64);
    out.put(new byte[] {0, 0, 6, 4, 0}).putInt(0).putShort((short) 4).putInt(Integer.MAX_VALUE);
    out.put(new byte[] {0, 0, 4, 8, 0}).putInt(0).putInt(Integer.MAX_VALUE - 65_535);
    return out.flip();
  }
}

package dev.afterglow.standalone.bench.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One gRPC call on a connection of its own, as bare as it can be: the generator shares its two
 * cores with what it measures, and a full client would take more of them than the service. HTTP/2
 * by RFC 9113 as far as one stream needs it; header fields are sent without compression, and those
 * that come are not read. Writing is for one thread, reading for another.
 */
final class WireStream {
  private static final int FRAME_HEAD = 9;
  private static final int MESSAGE_HEAD = 5;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int MOST_FRAME = 16_384;
  private static final int MOST_WAITING = 1 << 16;

  private final SocketChannel channel;
  private final ByteBuffer out = ByteBuffer.allocateDirect(MOST_WAITING);
  private ByteBuffer in = ByteBuffer.allocate(1 << 16);
  private byte[] message = new byte[1 << 12];
  private int messageFilled;
  private long connectionRoom = 65_535;
  private long streamRoom = 65_535;
  private long initialRoom = 65_535;
  private volatile boolean ended;

  /** Takes the messages that come; the array is valid during the call, from 5 to {@code end}. */
  interface Messages {
    void take(byte[] bytes, int end);
  }

  private WireStream(SocketChannel channel) {
    this.channel = channel;
  }

  /** Opens a connection and the call. */
  static WireStream open(int port, String path, Map<String, String> headers) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.configureBlocking(false);
    WireStream stream = new WireStream(channel);
    stream.begin(path, headers);
    return stream;
  }

  SocketChannel channel() {
    return channel;
  }

  /** Whether the server has ended the call or the connection. */
  boolean ended() {
    return ended;
  }

  void close() throws IOException {
    channel.close();
  }

  /** Sends a message; whether there was room for it. */
  synchronized boolean send(byte[] bytes) throws IOException {
    ByteBuffer message = start(bytes.length);
    if (message == null) {
      return false;
    }
    message.put(bytes);
    flush();
    return true;
  }

  /** Sends a scripted message; whether there was room for it. */
  synchronized boolean send(DriveScript.Message scripted, long sequence, long deviceUs)
      throws IOException {
    ByteBuffer message = start(scripted.length());
    if (message == null) {
      return false;
    }
    scripted.write(message, sequence, deviceUs);
    flush();
    return true;
  }

  /** Says that nothing more will be sent. */
  synchronized void finish() throws IOException {
    head(0, DATA, END_STREAM, 1);
    flush();
  }

  /** Reads what has come. */
  void read(Messages messages) throws IOException {
    int count = channel.read(in);
    if (count < 0) {
      ended = true;
      channel.close();
      return;
    }
    in.flip();
    while (in.remaining() >= FRAME_HEAD) {
      int at = in.position();
      int length = ((in.get(at) & 0xFF) << 16) | (in.getShort(at + 1) & 0xFFFF);
      if (in.remaining() < FRAME_HEAD + length) {
        break;
      }
      frame(in.get(at + 3), in.get(at + 4), at + FRAME_HEAD, length, messages);
      in.position(at + FRAME_HEAD + length);
    }
    in.compact();
    if (!in.hasRemaining()) {
      in = ByteBuffer.allocate(in.capacity() * 2).put(in.flip());
    }
  }

  private void frame(int type, int flags, int from, int length, Messages messages)
      throws IOException {
    switch (type) {
      case DATA -> data(from, length, messages);
      case SETTINGS -> {
        if ((flags & ACK) == 0) {
          settings(from, length);
        }
      }
      case WINDOW_UPDATE -> room(in.getInt(from - 4), in.getInt(from));
      case PING -> {
        if ((flags & ACK) == 0) {
          pong(in.getLong(from));
        }
      }
      case RESET, GO_AWAY -> ended = true;
      default -> {}
    }
    if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
      ended = true;
    }
  }

  private void data(int from, int length, Messages messages) {
    int at = from;
    int end = from + length;
    while (at < end) {
      int wanted = MESSAGE_HEAD;
      if (messageFilled >= MESSAGE_HEAD) {
        wanted += ByteBuffer.wrap(message).getInt(1);
      }
      if (wanted > message.length) {
        message = Arrays.copyOf(message, wanted * 2);
      }
      int part = Math.min(wanted - messageFilled, end - at);
      in.get(at, message, messageFilled, part);
      at += part;
      messageFilled += part;
      boolean whole =
          messageFilled >= MESSAGE_HEAD
              && messageFilled == MESSAGE_HEAD + ByteBuffer.wrap(message).getInt(1);
      if (whole) {
        messages.take(message, messageFilled);
        messageFilled = 0;
      }
    }
  }

  private synchronized void settings(int from, int length) throws IOException {
    for (int at = from; at < from + length; at += 6) {
      if (in.getShort(at) == INITIAL_WINDOW_SIZE) {
        long size = in.getInt(at + 2);
        streamRoom += size - initialRoom;
        initialRoom = size;
      }
    }
    head(0, SETTINGS, ACK, 0);
    flush();
  }

  private synchronized void room(int stream, int more) {
    if (stream == 0) {
      connectionRoom += more;
    } else {
      streamRoom += more;
    }
  }

  private synchronized void pong(long opaque) throws IOException {
    head(8, PING, ACK, 0);
    out.putLong(opaque);
    flush();
  }

  /** The frame and message heads; null when the server has no room or the socket is stuck. */
  private @Nullable ByteBuffer start(int length) {
    int whole = MESSAGE_HEAD + length;
    boolean fits =
        !ended
            && whole <= Math.min(MOST_FRAME, Math.min(connectionRoom, streamRoom))
            && out.remaining() > whole + 4 * FRAME_HEAD + 64;
    if (!fits) {
      return null;
    }
    connectionRoom -= whole;
    streamRoom -= whole;
    head(whole, DATA, 0, 1);
    out.put((byte) 0).putInt(length);
    return out;
  }

  private void flush() throws IOException {
    out.flip();
    channel.write(out);
    out.compact();
  }

  private void head(int length, int type, int flags, int stream) {
    out.put((byte) (length >> 16)).putShort((short) length);
    out.put((byte) type).put((byte) flags).putInt(stream);
  }

  private void begin(String path, Map<String, String> headers) throws IOException {
    out.put("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    head(12, SETTINGS, 0, 0);
    out.putShort((short) 2).putInt(0); // no pushes
    out.putShort((short) INITIAL_WINDOW_SIZE).putInt(Integer.MAX_VALUE);
    head(4, WINDOW_UPDATE, 0, 0);
    out.putInt(Integer.MAX_VALUE - 65_535);
    byte[] fields = fields(path, headers);
    head(fields.length, HEADERS, 4, 1);
    out.put(fields);
    flush();
  }

  /** RFC 7541: two fields of the static table, the rest as literals without indexing. */
  private static byte[] fields(String path, Map<String, String> headers) throws IOException {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    fields.write(0x83); // :method POST
    fields.write(0x86); // :scheme http
    literal(fields, ":path", path);
    literal(fields, ":authority", "127.0.0.1");
    literal(fields, "content-type", "application/grpc");
    literal(fields, "te", "trailers");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      literal(fields, header.getKey(), header.getValue());
    }
    return fields.toByteArray();
  }

  private static void literal(ByteArrayOutputStream fields, String name, String value)
      throws IOException {
    fields.write(0);
    text(fields, name);
    text(fields, value);
  }

  private static void text(ByteArrayOutputStream fields, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length < 127) {
      fields.write(bytes.length);
    } else {
      fields.write(127);
      int rest = bytes.length - 127;
      while (rest > 0x7F) {
        fields.write((rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      fields.write(rest);
    }
    fields.write(bytes);
  }
}

package dev.afterglow.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a Redis holds, read over its own protocol (RESP 2), byte for byte. */
final class RedisWire implements AutoCloseable {
  private static final byte[] LINE = {'\r', '\n'};

  private final Socket socket;
  private final InputStream answers;

  private RedisWire(Socket socket) throws IOException {
    this.socket = socket;
    this.answers = new BufferedInputStream(socket.getInputStream());
  }

  static RedisWire open(int port, String password) throws IOException {
    RedisWire redis = new RedisWire(new Socket(InetAddress.getLoopbackAddress(), port));
    redis.ask("AUTH", password);
    return redis;
  }

  /** The part of a key that says of which kind it is: up to the last colon, ids left out. */
  static String kindOf(byte[] key) {
    String text = new String(key, StandardCharsets.ISO_8859_1);
    int end = text.lastIndexOf(':');
    return end < 0 ? "(no kind)" : text.substring(0, end).replaceAll("[0-9a-f-]{36}", "ID");
  }

  List<byte[]> keys() throws IOException {
    return ask("KEYS", "*");
  }

  /** Everything behind a key, whatever its type; fields and members too. */
  List<byte[]> values(byte[] key) throws IOException {
    String type = new String(ask(bytes("TYPE"), key).getFirst(), StandardCharsets.US_ASCII);
    return switch (type) {
      case "string" -> ask(bytes("GET"), key);
      case "hash" -> ask(bytes("HGETALL"), key);
      case "list" -> ask(bytes("LRANGE"), key, bytes("0"), bytes("-1"));
      case "set" -> ask(bytes("SMEMBERS"), key);
      case "zset" -> ask(bytes("ZRANGE"), key, bytes("0"), bytes("-1"));
      case "stream" -> ask(bytes("XRANGE"), key, bytes("-"), bytes("+"));
      case "none" -> List.of();
      default -> throw new IllegalStateException("a Redis type that nobody reads: " + type);
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  List<byte[]> ask(String... words) throws IOException {
    byte[][] parts = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      parts[i] = bytes(words[i]);
    }
    return ask(parts);
  }

  private List<byte[]> ask(byte[]... parts) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(bytes("*" + parts.length));
    request.writeBytes(LINE);
    for (byte[] part : parts) {
      request.writeBytes(bytes("$" + part.length));
      request.writeBytes(LINE);
      request.writeBytes(part);
      request.writeBytes(LINE);
    }
    socket.getOutputStream().write(request.toByteArray());
    socket.getOutputStream().flush();
    List<byte[]> told = new ArrayList<>();
    read(told);
    return told;
  }

  /** Arrays within arrays are laid flat: what was said counts, not how it is ordered. */
  private void read(List<byte[]> told) throws IOException {
    String line = line();
    switch (line.charAt(0)) {
      case '+', ':' -> told.add(bytes(line.substring(1)));
      case '$' -> bulk(Integer.parseInt(line.substring(1)), told);
      case '*' -> {
        for (int left = Integer.parseInt(line.substring(1)); left > 0; left--) {
          read(told);
        }
      }
      default -> throw new IOException("Redis refused: " + line);
    }
  }

  private void bulk(int length, List<byte[]> told) throws IOException {
    if (length >= 0) {
      told.add(answers.readNBytes(length));
      answers.skipNBytes(LINE.length);
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = answers.read(); next != '\r'; next = answers.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      line.append((char) next);
    }
    answers.skipNBytes(1);
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package dev.afterglow.e2e;

import dev.afterglow.codec.vmc.VmcWriter;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.ShapeWeights;
import dev.afterglow.drive.WristPose;
import dev.afterglow.drive.Wrists;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** A phone or a suit: sixty datagrams a second to a port of this machine, until it is closed. */
final class UdpSender implements AutoCloseable {
  static final int RATE_HZ = 60;

  private static final HumanoidBone[] SUIT = {
    HumanoidBone.HIPS,
    HumanoidBone.SPINE,
    HumanoidBone.CHEST,
    HumanoidBone.LEFT_UPPER_ARM,
    HumanoidBone.RIGHT_UPPER_ARM
  };

  private final DatagramSocket socket = new DatagramSocket();
  private final IntFunction<byte[]> datagrams;
  private final int port;
  private final Thread thread;
  private volatile boolean closed;
  private final AtomicInteger sent = new AtomicInteger();

  private UdpSender(int port, IntFunction<byte[]> datagrams) throws IOException {
    this.port = port;
    this.datagrams = datagrams;
    this.thread = Thread.ofPlatform().name("udp-sender").daemon().start(this::run);
  }

  /** Live Link Face of version 6, with all 52 shapes moving. */
  static UdpSender face(int port) throws IOException {
    return new UdpSender(port, frame -> liveLink(frame, swaying(frame)));
  }

  /** Live Link Face of version 6 before a person. */
  static UdpSender face(int port, PresenterFace person) throws IOException {
    return new UdpSender(port, frame -> liveLink(frame, person.values()));
  }

  /** VMC with five bones moving and no face. */
  static UdpSender suit(int port) throws IOException {
    VmcWriter writer = new VmcWriter();
    return new UdpSender(port, frame -> writer.datagram(posture(frame)));
  }

  /** VMC with a headset and a tracker on each wrist, which stand still, and nothing else. */
  static UdpSender hands(int port, WristPose left, WristPose right) throws IOException {
    byte[] datagram =
        new VmcWriter()
            .datagram(
                new MotionFrame(
                    0, ShapeWeights.NONE, Optional.empty(), Map.of(), Wrists.of(left, right)));
    return new UdpSender(port, frame -> datagram);
  }

  /** A port on which nothing listens now. */
  static int freePort() throws IOException {
    try (DatagramSocket probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** How many datagrams went out. */
  int sent() {
    return sent.get();
  }

  private void run() {
    long begun = System.nanoTime();
    try {
      while (!closed) {
        byte[] bytes = datagrams.apply(sent.get() + 1);
        socket.send(
            new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        long dueNanos = begun + sent.incrementAndGet() * (1_000_000_000L / RATE_HZ);
        LockSupport.parkNanos(dueNanos - System.nanoTime());
      }
    } catch (IOException e) {
      closed = true;
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join(1_000);
    socket.close();
  }

  private static float[] swaying(int frame) {
    float[] values = new float[61];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (0.3 + 0.2 * Math.sin(frame / 11.0 + i));
    }
    return values;
  }

  private static byte[] liveLink(int frame, float[] values) {
    byte[] device = "0A1B2C3D-0000-4000-8000-000000000001".getBytes(StandardCharsets.US_ASCII);
    byte[] subject = "iPhone".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer out = ByteBuffer.allocate(306 + subject.length).order(ByteOrder.BIG_ENDIAN);
    out.put((byte) 6).putInt(device.length).put(device).putInt(subject.length).put(subject);
    out.putInt(frame).putFloat(0).putInt(RATE_HZ).putInt(1).put((byte) values.length);
    for (float value : values) {
      out.putFloat(value);
    }
    return out.array();
  }

  private static MotionFrame posture(int frame) {
    Map<HumanoidBone, Rotation> bones = new EnumMap<>(HumanoidBone.class);
    for (HumanoidBone bone : SUIT) {
      double half = 0.2 * Math.sin(frame / 17.0 + bone.ordinal());
      bones.put(bone, new Rotation((float) Math.sin(half), 0, 0, (float) Math.cos(half)));
    }
    return new MotionFrame(0, ShapeWeights.builder().build(), Optional.empty(), bones);
  }
}

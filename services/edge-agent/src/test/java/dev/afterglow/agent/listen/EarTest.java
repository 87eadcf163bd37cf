package dev.afterglow.agent.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.agent.source.SourceSpec;
import dev.afterglow.codec.SourceFrame;
import dev.afterglow.drive.ArkitShape;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EarTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String TCP_END = "___iFacialMocap";

  private final Heard heard = new Heard();

  @ParameterizedTest
  @EnumSource(
      value = SourceKind.class,
      names = {"LIVE_LINK", "IFACIALMOCAP", "FACEMOTION3D", "VMC", "AXIS_NEURON"})
  void shouldGiveFrameWhenDatagramComes(SourceKind kind) throws Exception {
    // Given
    try (Ear ear = listen(kind.key() + ":0");
        DatagramSocket phone = new DatagramSocket()) {
      // When
      send(phone, ear.sources().getFirst().port(), packet(kind));

      // Then
      Heard.await("a datagram", () -> heard.datagrams.size() == 1);
      assertThat(heard.frames).hasSize(1);
      assertThat(heard.datagrams.getFirst()).isEqualTo(packet(kind));
    }
  }

  @ParameterizedTest
  @EnumSource(SourceKind.class)
  void shouldHaveDecoderOfItsProtocolWhenKindIsAsked(SourceKind kind) {
    assertThat(kind.decoder().protocol()).isEqualTo(kind.protocol());
    assertThat(SourceKind.find(kind.key())).contains(kind);
  }

  @Test
  void shouldKeepPortForFirstSenderWhenAnotherSpeaks() throws Exception {
    // Given
    try (Ear ear = listen("livelink:0");
        DatagramSocket first = new DatagramSocket();
        DatagramSocket second = new DatagramSocket()) {
      int port = ear.sources().getFirst().port();
      send(first, port, Packets.liveLink(1, 0.25f));
      Heard.await("the first sender", () -> heard.frames.size() == 1);

      // When
      send(second, port, Packets.liveLink(9, 0.75f));
      send(first, port, Packets.liveLink(2, 0.25f));

      // Then
      Heard.await("the first sender again", () -> heard.frames.size() == 2);
      assertThat(heard.frames.stream().anyMatch(EarTest::isStray)).isFalse();
      assertThat(ear.sources().getFirst().read(0).refused()).isEqualTo(1);
    }
  }

  @Test
  void shouldGiveOnlyPhonesFramesWhenPhoneIsNamed() throws Exception {
    // Given
    try (Ear ear = listen("livelink:0=127.0.0.2");
        DatagramSocket stranger = new DatagramSocket();
        DatagramSocket phone = new DatagramSocket(0, InetAddress.getByName("127.0.0.2"))) {
      int port = ear.sources().getFirst().port();

      // When
      send(stranger, port, Packets.liveLink(1, 0.75f));
      send(phone, port, Packets.liveLink(1, 0.25f));

      // Then
      Heard.await("the phone", () -> heard.frames.size() == 1);
      assertThat(heard.frames.getFirst().motion().shapes().get(ArkitShape.JAW_OPEN))
          .isEqualTo(0.25f);
      assertThat(ear.sources().getFirst().read(0).refused()).isEqualTo(1);
    }
  }

  @Test
  void shouldHearOnTheNetworksAddressAloneWhenItIsNamed() throws Exception {
    // Given
    Optional<InetAddress> network = networkAddress();
    assumeThat(network).as("an address beside the loopback").isPresent();
    List<SourceSpec> liveLink = List.of(SourceSpec.parse("livelink:0"));
    try (Ear ear = Ear.open(network.get(), liveLink, new StepClock(10_000), heard);
        DatagramSocket inside = new DatagramSocket();
        DatagramSocket phone = new DatagramSocket(0, network.get())) {
      int port = ear.sources().getFirst().port();
      byte[] packet = Packets.liveLink(1, 0.25f);

      // When
      send(inside, port, Packets.liveLink(1, 0.75f));
      phone.send(new DatagramPacket(packet, packet.length, network.get(), port));

      // Then
      Heard.await("the phone", () -> !heard.frames.isEmpty());
      assertThat(heard.frames).hasSize(1).noneMatch(EarTest::isStray);
      assertThat(ear.sources().getFirst().read(0).refused()).isZero();
    }
  }

  @Test
  void shouldStayInBoundsWhenFlooded() throws Exception {
    // Given
    try (Ear ear = listen(100, "livelink:0");
        DatagramSocket phone = new DatagramSocket();
        DatagramSocket flooder = new DatagramSocket()) {
      int port = ear.sources().getFirst().port();
      send(phone, port, Packets.liveLink(1, 0.25f));
      Heard.await("the phone", () -> heard.frames.size() == 1);
      long before = usedBytes();

      // When
      byte[] stray = Packets.liveLink(1, 0.75f);
      for (int i = 0; i < 200_000; i++) {
        send(flooder, port, stray);
        if (i % 50 == 0) {
          send(phone, port, Packets.liveLink(2 + i, 0.25f));
        }
      }

      // Then
      assertThat(heard.frames.size()).as("frames of the phone in the flood").isGreaterThan(1);
      assertThat(heard.frames.stream().anyMatch(EarTest::isStray)).as("frames of others").isFalse();
      assertThat(ear.sources().getFirst().read(0).refused()).isPositive();
      assertThat(usedBytes() - before).isLessThan(16L * 1024 * 1024);
    }
  }

  @Test
  void shouldAskPhoneUntilItAnswersWhenPhoneIsNamed() throws Exception {
    // Given
    try (DatagramSocket phone = new DatagramSocket(0, LOOPBACK);
        Ear ear = listen("ifacialmocap:0=127.0.0.1@" + phone.getLocalPort())) {
      phone.setSoTimeout(10_000);

      // When
      DatagramPacket first = receive(phone);
      DatagramPacket again = receive(phone);
      phone.send(
          new DatagramPacket(
              Packets.iFacialMocap(50), Packets.iFacialMocap(50).length, again.getSocketAddress()));

      // Then
      assertThat(text(first)).startsWith("iFacialMocap_").endsWith("sendDataVersion=v2");
      assertThat(text(again)).isEqualTo(text(first));
      assertThat(first.getPort()).isEqualTo(ear.sources().getFirst().port());
      Heard.await("the answer", () -> heard.frames.size() == 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ifacialmocap-tcp, iFacialMocap_UDPTCP_sahuasouryya9218sauhuiayeta91555dy3719|sendDataVersion=v2,"
        + " ___iFacialMocap, iFacialMocap_UDPTCPSTOP_sahuasouryya9218sauhuiayeta91555dy3719",
    "facemotion3d-tcp, FACEMOTION3D_OtherStreaming|protocol=tcp,"
        + " ___FACEMOTION3D, StopStreaming_FACEMOTION3D"
  })
  void shouldAskOverUdpUntilThePhoneCallsAndSayGoodbye(
      String kind, String words, String end, String goodbye) throws Exception {
    // Given
    try (DatagramSocket phone = new DatagramSocket(0, LOOPBACK)) {
      phone.setSoTimeout(10_000);
      List<String> asked = new ArrayList<>();
      try (Ear ear = listen(kind + ":0=127.0.0.1@" + phone.getLocalPort())) {
        asked.add(text(receive(phone)));
        asked.add(text(receive(phone)));

        // When
        try (Socket call = new Socket(LOOPBACK, ear.sources().getFirst().port())) {
          call.getOutputStream().write(Packets.iFacialMocap(20));
          call.getOutputStream().write(end.getBytes(StandardCharsets.US_ASCII));
          Heard.await("a frame of the call", () -> heard.frames.size() == 1);
        }
      }
      String last = text(receive(phone));
      while (last.equals(words)) {
        last = text(receive(phone));
      }

      // Then
      assertThat(asked).containsExactly(words, words);
      assertThat(last).isEqualTo(goodbye);
    }
  }

  @Test
  void shouldNameItsPortWhenVtubeStudioIsAsked() throws Exception {
    // Given
    try (DatagramSocket phone = new DatagramSocket(0, LOOPBACK);
        Ear ear = listen("vtubestudio:0=127.0.0.1@" + phone.getLocalPort())) {
      phone.setSoTimeout(10_000);

      // When
      String request = text(receive(phone));
      send(phone, ear.sources().getFirst().port(), Packets.vtubeStudio(1_000, 0.5));

      // Then
      assertThat(request)
          .contains("iOSTrackingDataRequest")
          .contains("\"ports\":[" + ear.sources().getFirst().port() + "]");
      Heard.await("the answer", () -> heard.frames.size() == 1);
    }
  }

  @Test
  void shouldHoldOneCallWhenTwoPhonesCall() throws Exception {
    // Given
    try (Ear ear = listen("ifacialmocap-tcp:0");
        Socket first = new Socket(LOOPBACK, ear.sources().getFirst().port())) {
      OutputStream out = first.getOutputStream();
      out.write(Packets.iFacialMocap(20));
      out.write(TCP_END.getBytes(StandardCharsets.US_ASCII));
      Heard.await("the first call", () -> heard.frames.size() == 1);

      // When
      try (Socket second = new Socket(LOOPBACK, ear.sources().getFirst().port())) {
        second.setSoTimeout(10_000);

        // Then
        assertThat(second.getInputStream().read()).as("hung up").isNegative();
      }
      out.write(Packets.iFacialMocap(30));
      out.write(TCP_END.getBytes(StandardCharsets.US_ASCII));
      Heard.await("the first call again", () -> heard.frames.size() == 2);
      assertThat(ear.sources().getFirst().read(0).refused()).isEqualTo(1);
    }
  }

  @Test
  void shouldCallAgainWhenProgramHangsUp() throws Exception {
    // Given
    try (ServerSocket program = new ServerSocket(0, 4, LOOPBACK);
        Ear ear = listen("axisneuron-tcp:" + program.getLocalPort() + "=127.0.0.1")) {
      program.setSoTimeout(10_000);
      try (Socket call = program.accept()) {
        byte[] frame = Packets.axisNeuron(1, 10);
        call.getOutputStream().write(Arrays.copyOf(frame, 100));
        call.getOutputStream().write(Arrays.copyOfRange(frame, 100, frame.length));
        Heard.await("a frame in two pieces", () -> heard.frames.size() == 1);
      }

      // When
      try (Socket again = program.accept()) {
        again.getOutputStream().write(Packets.axisNeuron(2, 10));

        // Then
        Heard.await("a frame of the next call", () -> heard.frames.size() == 2);
      }
      assertThat(ear.sources().getFirst().place()).startsWith("calling 127.0.0.1:");
    }
  }

  @Test
  void shouldSayWhichPortWhenItIsTaken() throws Exception {
    // Given
    try (DatagramSocket taken = new DatagramSocket(0, LOOPBACK);
        // When
        Ear ear = listen("livelink:" + taken.getLocalPort(), "vmc:0")) {
      // Then
      assertThat(ear.sources()).extracting(it -> it.spec().kind()).containsExactly(SourceKind.VMC);
      assertThat(ear.unheard())
          .singleElement()
          .satisfies(it -> assertThat(it.spec().kind()).isEqualTo(SourceKind.LIVE_LINK));
    }
  }

  /** An address of this machine by which others reach it. */
  private static Optional<InetAddress> networkAddress() throws IOException {
    for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(card.getInetAddresses())) {
        if (card.isUp() && address instanceof Inet4Address && !address.isLoopbackAddress()) {
          return Optional.of(address);
        }
      }
    }
    return Optional.empty();
  }

  private Ear listen(String... specs) throws IOException {
    return listen(10_000, specs);
  }

  private Ear listen(long stepUs, String... specs) throws IOException {
    List<SourceSpec> parsed = Arrays.stream(specs).map(SourceSpec::parse).toList();
    return Ear.open(LOOPBACK, parsed, new StepClock(stepUs), heard);
  }

  private static byte[] packet(SourceKind kind) {
    return switch (kind) {
      case LIVE_LINK -> Packets.liveLink(1, 0.5f);
      case VMC -> Packets.vmc(0.5f);
      case AXIS_NEURON -> Packets.axisNeuron(1, 10);
      default -> Packets.iFacialMocap(50);
    };
  }

  private static void send(DatagramSocket from, int port, byte[] bytes) throws IOException {
    from.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, port));
  }

  private static boolean isStray(SourceFrame frame) {
    return frame.motion().shapes().get(ArkitShape.JAW_OPEN) > 0.5;
  }

  private static DatagramPacket receive(DatagramSocket at) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2_048], 2_048);
    at.receive(packet);
    return packet;
  }

  private static String text(DatagramPacket packet) {
    return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
  }

  private static long usedBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

package dev.afterglow.render.whip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.afterglow.render.webrtc.RtcPeer;
import dev.afterglow.render.webrtc.RtcSender;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionDescriptionTest {
  private static final String ANSWER =
      """
      v=0
      o=- 1 1 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE 0 1
      a=ice-lite
      m=video 9 UDP/TLS/RTP/SAVPF 96
      c=IN IP4 0.0.0.0
      a=ice-ufrag:abcd
      a=ice-pwd:0123456789012345678901
      a=fingerprint:sha-256 AB:CD
      a=setup:passive
      a=mid:0
      a=recvonly
      a=rtcp-mux
      a=rtpmap:96 H264/90000
      a=candidate:1 1 UDP 2130706431 192.0.2.7 7000 typ host generation 0
      a=candidate:2 2 udp 2130706431 192.0.2.7 7001 typ host
      a=candidate:3 1 tcp 1518280447 192.0.2.7 9 typ host tcptype active
      a=candidate:4 1 udp 1 0a1b.local 7002 typ host
      a=candidate:5 1 udp 1 2001:db8::1 7003 typ srflx raddr 0.0.0.0 rport 0
      a=candidate:6 1 udp 1 media.example 7004 typ host
      m=audio 9 UDP/TLS/RTP/SAVPF 111
      a=mid:1
      a=recvonly
      a=rtpmap:111 opus/48000/2
      """
          .replace("\n", "\r\n");

  @Test
  void shouldReadWhereTheOtherSideListensAndWhoItIs() throws Exception {
    // When
    RtcPeer peer = SessionDescription.answer(ANSWER);

    // Then: over UDP, for the one component, in figures
    assertThat(peer.fragment()).isEqualTo("abcd");
    assertThat(peer.password()).isEqualTo("0123456789012345678901");
    assertThat(peer.hashAlgorithm()).isEqualTo("sha-256");
    assertThat(peer.hash()).isEqualTo("AB:CD");
    assertThat(peer.waits()).isTrue();
    assertThat(peer.candidates())
        .containsExactly(
            new InetSocketAddress("192.0.2.7", 7000), new InetSocketAddress("2001:db8::1", 7003));
  }

  @ParameterizedTest
  @CsvSource({
    "m=video 9, m=video 0, video",
    "m=audio 9, m=audio 0, audio",
    "SAVPF 111, SAVPF 0, audio",
    "a=recvonly, a=inactive, video",
    "a=fingerprint:sha-256 AB:CD, a=x, certificate",
    "a=fingerprint:sha-256, a=fingerprint:sha-1, hash",
    "a=ice-pwd:0123456789012345678901, a=x, ice-pwd",
    "a=ice-ufrag:abcd, a=x, ice-ufrag",
    "v=0, <html>, session description"
  })
  void shouldRefuseAndSayWhyWhenTheAnswerWillNotDo(String what, String instead, String words) {
    // When
    WhipException refusal =
        catchThrowableOfType(
            WhipException.class,
            () -> SessionDescription.answer(ANSWER.replaceFirst(what, instead)));

    // Then
    assertThat(refusal).as("a refusal").isNotNull();
    assertThat(refusal.kind()).isEqualTo(WhipException.Kind.REFUSED);
    assertThat(refusal).hasMessageContaining(words);
  }

  @Test
  void shouldThrowNothingElseWhateverTheAnswerIs() {
    // Given
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder changed = new StringBuilder(ANSWER);
      for (int n = random.nextInt(1, 6); n > 0; n--) {
        changed.setCharAt(random.nextInt(changed.length()), (char) random.nextInt(10, 126));
      }

      // When
      try {
        RtcPeer peer = SessionDescription.answer(changed.toString());

        // Then
        assertThat(peer.fragment()).isNotEmpty();
      } catch (WhipException expected) {
        assertThat(expected.kind()).isEqualTo(WhipException.Kind.REFUSED);
      }
    }
  }

  @Test
  void shouldOfferOnePictureAndOneSoundTrackThatAreSentAlone() throws Exception {
    // Given
    try (RtcSender sender =
        new RtcSender(
            InetAddress.getLoopbackAddress(),
            new SecureRandom(),
            System::nanoTime,
            Instant.EPOCH)) {
      // When
      String offer = SessionDescription.offer(sender, 7, "42c01f");

      // Then
      assertThat(offer.lines())
          .contains(
              "a=group:BUNDLE 0 1",
              "a=rtpmap:96 H264/90000",
              "a=rtpmap:111 opus/48000/2",
              "a=candidate:1 1 udp 2130706431 127.0.0.1 "
                  + sender.candidate().getPort()
                  + " typ host",
              "a=ssrc:" + sender.videoSsrc() + " cname:" + sender.canonicalName());
      assertThat(offer.lines().filter("a=setup:actpass"::equals)).hasSize(2);
      assertThat(offer.lines().filter("a=sendonly"::equals)).hasSize(2);
      assertThat(offer).doesNotContain("a=recvonly", "a=sendrecv").endsWith("\r\n");
    }
  }
}

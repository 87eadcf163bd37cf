package dev.afterglow.capture.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallerAddressTest {
  private final CallerAddress behind =
      new CallerAddress(
          Stream.of("10.0.0.0/8", "fd00::/8", "192.0.2.1").map(Network::parse).toList());

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, '', 203.0.113.7",
    // A stranger may send the header too.
    "203.0.113.7, 198.51.100.9, 203.0.113.7",
    "10.1.2.3, 198.51.100.9, 198.51.100.9",
    "192.0.2.1, 198.51.100.9, 198.51.100.9",
    "192.0.2.2, 198.51.100.9, 192.0.2.2",
    // What the caller wrote before the proxy added its own does not count.
    "10.1.2.3, '1.1.1.1, 198.51.100.9', 198.51.100.9",
    "10.1.2.3, '198.51.100.9, 10.9.9.9', 198.51.100.9",
    "10.1.2.3, 'no address', 10.1.2.3",
    "10.1.2.3, '', 10.1.2.3",
    "fd00::1, 2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0",
    "2001:db8:1:2:ffff:4:5:6, '', 2001:db8:1:2:0:0:0:0",
    "2001:db8:1:3:ffff:4:5:6, '', 2001:db8:1:3:0:0:0:0",
    "::ffff:203.0.113.7, '', 203.0.113.7",
  })
  void shouldCountTheCallerWhenItComesThroughWhoeverIsTrusted(
      String peer, String forwardedFor, String expected) {
    assertThat(behind.of(InetAddress.ofLiteral(peer), forwardedFor)).isEqualTo(expected);
  }

  @Test
  void shouldBelieveNobodyWhenNoProxyIsNamed() {
    assertThat(new CallerAddress(List.of()).of(InetAddress.ofLiteral("10.1.2.3"), "1.1.1.1"))
        .isEqualTo("10.1.2.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/-1"})
  void shouldRefuseANetworkWhenItIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
  }
}

package dev.afterglow.platform.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.StringValue;
import dev.afterglow.platform.echo.Echo;
import dev.afterglow.platform.echo.RawCaller;
import dev.afterglow.platform.error.Fault;
import dev.afterglow.platform.error.RemoteFault;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call has an answer, also one whose request cannot be read or is too large. */
@QuarkusTest
class UnreadableRequestTest {

  private static final int MEBIBYTE = 1 << 20;
  private static final ByteString GOOD = StringValue.of("a").toByteString();
  private static final ByteString NO_UTF_8 = ByteString.copyFrom(new byte[] {10, 1, (byte) 0x80});
  private static final RemoteFault TOO_LARGE =
      new RemoteFault(
          Fault.EXHAUSTED,
          "MESSAGE_TOO_LARGE",
          "a message has at most 2097152 bytes",
          Map.of("limit_bytes", "2097152"));

  @TestHTTPResource URI root;

  private ManagedChannel channel;

  @BeforeEach
  void connect() {
    channel =
        ManagedChannelBuilder.forAddress(root.getHost(), root.getPort()).usePlaintext().build();
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
  }

  static Stream<Arguments> everyMethodAndUnreadable() {
    List<ByteString> unreadable =
        List.of(
            NO_UTF_8,
            ByteString.copyFrom(new byte[] {10, 100, 'a'}),
            ByteString.copyFrom(new byte[] {(byte) 0xff}));
    return everyMethod()
        .flatMap(method -> unreadable.stream().map(bytes -> Arguments.of(method, bytes)));
  }

  static Stream<MethodDescriptor<?, ?>> everyMethod() {
    return Stream.of(Echo.UNARY, Echo.SERVER, Echo.CLIENT, Echo.BIDI);
  }

  static Stream<MethodDescriptor<?, ?>> everyMethodOfOneRequest() {
    return Stream.of(Echo.UNARY, Echo.SERVER);
  }

  static Stream<MethodDescriptor<?, ?>> everyMethodOfManyRequests() {
    return Stream.of(Echo.CLIENT, Echo.BIDI);
  }

  @ParameterizedTest
  @MethodSource("everyMethodAndUnreadable")
  void shouldRefuseWhenRequestCannotBeParsed(MethodDescriptor<?, ?> method, ByteString request) {
    // When
    RemoteFault fault = call(method, request);

    // Then
    assertThat(fault.kind()).isEqualTo(Fault.INVALID);
    assertThat(fault.reason()).isEqualTo("MESSAGE_UNREADABLE");
  }

  @ParameterizedTest
  @MethodSource("everyMethodOfManyRequests")
  void shouldRefuseWhenALaterMessageOfAStreamCannotBeParsed(MethodDescriptor<?, ?> method) {
    // When
    RemoteFault fault = call(method, GOOD, GOOD, NO_UTF_8, GOOD);

    // Then
    assertThat(fault.kind()).isEqualTo(Fault.INVALID);
    assertThat(fault.reason()).isEqualTo("MESSAGE_UNREADABLE");
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void shouldRefuseWhenMessageIsTooLarge(MethodDescriptor<?, ?> method) {
    // When
    RemoteFault fault = call(method, text(5 * MEBIBYTE));

    // Then
    assertThat(fault).isEqualTo(TOO_LARGE);
  }

  /** By the transport, which knows no reasons. */
  @ParameterizedTest
  @MethodSource("everyMethod")
  void shouldRefuseWithoutAReasonWhenMessageIsTooLargeToBeRead(MethodDescriptor<?, ?> method) {
    // When
    RemoteFault fault = call(method, text(9 * MEBIBYTE));

    // Then
    assertThat(fault.kind()).isEqualTo(Fault.EXHAUSTED);
    assertThat(fault.reason()).isEqualTo("PROTOCOL");
  }

  @ParameterizedTest
  @MethodSource("everyMethodOfOneRequest")
  void shouldRefuseWhenCallerSendsNoRequest(MethodDescriptor<?, ?> method) {
    // When
    RemoteFault fault = call(method);

    // Then
    assertThat(fault.kind()).isEqualTo(Fault.INVALID);
    assertThat(fault.reason()).isEqualTo("MESSAGE_UNREADABLE");
  }

  @ParameterizedTest
  @MethodSource("everyMethod")
  void shouldRefuseWhenRequestIsCompressed(MethodDescriptor<?, ?> method) {
    // When
    RemoteFault fault =
        RemoteFault.from(
            RawCaller.call(channel, method, CallOptions.DEFAULT.withCompression("gzip"), GOOD));

    // Then
    assertThat(fault.kind()).isEqualTo(Fault.INVALID);
    assertThat(fault.reason()).isEqualTo("MESSAGE_UNREADABLE");
  }

  @Test
  void shouldAnswerWhenMessageIsJustSmallEnough() {
    // Given
    ByteString largest = text(2 * MEBIBYTE - 4);

    // When
    var end = RawCaller.call(channel, Echo.CLIENT, CallOptions.DEFAULT, largest);

    // Then
    assertThat(largest.size()).isEqualTo(2 * MEBIBYTE);
    assertThat(end.getStatus().isOk()).as(end.getStatus().toString()).isTrue();
  }

  private RemoteFault call(MethodDescriptor<?, ?> method, ByteString... requests) {
    return RemoteFault.from(RawCaller.call(channel, method, CallOptions.DEFAULT, requests));
  }

  /** A message of some bytes more than the text: a tag and the length. */
  private static ByteString text(int characters) {
    return StringValue.of("a".repeat(characters)).toByteString();
  }
}

package dev.afterglow.platform.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import dev.afterglow.platform.echo.Echo;
import dev.afterglow.platform.echo.Echo.Failing;
import dev.afterglow.platform.echo.EchoCaller;
import dev.afterglow.platform.echo.EchoCaller.Outcome;
import dev.afterglow.platform.echo.EchoServer;
import io.grpc.MethodDescriptor;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GrpcErrorInterceptorTest {

  private static final UnaryOperator<String> REVOKED =
      it -> {
        throw new AfterglowException(
            "LEASE_REVOKED",
            Fault.FAILED_PRECONDITION,
            "the licence was revoked",
            Map.of("lease_id", "l-1", "epoch", "3"));
      };

  private static final UnaryOperator<String> DEFECT =
      it -> {
        throw new IllegalArgumentException("secret of " + it);
      };

  static Stream<Arguments> everyCall() {
    return Stream.of(Echo.UNARY, Echo.SERVER, Echo.CLIENT, Echo.BIDI)
        .flatMap(
            method -> Stream.of(Failing.values()).map(failing -> Arguments.of(method, failing)));
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void shouldGiveStatusAndErrorInfoWhenUseCaseRefuses(
      MethodDescriptor<StringValue, StringValue> method, Failing failing) {
    // Given
    try (EchoServer server = server(REVOKED, failing)) {

      // When
      Outcome outcome = EchoCaller.call(server.channel(), method, "a");

      // Then
      assertThat(outcome.failure().getStatus().getCode())
          .isEqualTo(Status.Code.FAILED_PRECONDITION);
      assertThat(RemoteFault.from(outcome.failure()))
          .isEqualTo(
              new RemoteFault(
                  Fault.FAILED_PRECONDITION,
                  "LEASE_REVOKED",
                  "the licence was revoked",
                  Map.of("lease_id", "l-1", "epoch", "3")));
    }
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void shouldTellNothingWhenHandlerHasDefect(
      MethodDescriptor<StringValue, StringValue> method, Failing failing) {
    // Given
    try (EchoServer server = server(DEFECT, failing)) {

      // When
      Outcome outcome = EchoCaller.call(server.channel(), method, "a");

      // Then
      assertThat(RemoteFault.from(outcome.failure()))
          .isEqualTo(new RemoteFault(Fault.INTERNAL, "INTERNAL", "internal error", Map.of()));
      assertThat(outcome.failure().getTrailers().toString()).doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void shouldPassAnswersWhenHandlerSucceeds(
      MethodDescriptor<StringValue, StringValue> method, Failing failing) {
    // Given
    try (EchoServer server = server(UnaryOperator.identity(), failing)) {

      // When
      Outcome outcome = EchoCaller.call(server.channel(), method, "a");

      // Then
      assertThat(outcome.ok()).isTrue();
      assertThat(outcome.answers()).containsExactly("a");
    }
  }

  @Test
  void shouldKeepEarlierAnswersAndDropLaterMessagesWhenStreamFailsMidway() {
    // Given
    UnaryOperator<String> failsAtB = it -> it.equals("b") ? REVOKED.apply(it) : it;
    try (EchoServer server = server(failsAtB, Failing.THROWN)) {

      // When
      Outcome outcome = EchoCaller.call(server.channel(), Echo.BIDI, "a", "b", "c");

      // Then
      assertThat(outcome.answers()).containsExactly("a");
      assertThat(RemoteFault.from(outcome.failure()).reason()).isEqualTo("LEASE_REVOKED");
    }
  }

  @Test
  void shouldMapErrorWhenInnerInterceptorThrowsBeforeHandler() {
    // Given
    ServerInterceptor refusing =
        new ServerInterceptor() {
          @Override
          public <Q, R> io.grpc.ServerCall.Listener<Q> interceptCall(
              io.grpc.ServerCall<Q, R> call,
              io.grpc.Metadata headers,
              io.grpc.ServerCallHandler<Q, R> next) {
            throw new AfterglowException("DRAINING", Fault.UNAVAILABLE, "going away");
          }
        };
    Echo echo = new Echo(UnaryOperator.identity(), Failing.THROWN);
    try (EchoServer server = new EchoServer(echo, List.of(refusing, new GrpcErrorInterceptor()))) {

      // When
      Outcome outcome = EchoCaller.call(server.channel(), Echo.BIDI, "a");

      // Then
      assertThat(RemoteFault.from(outcome.failure()))
          .isEqualTo(new RemoteFault(Fault.UNAVAILABLE, "DRAINING", "going away", Map.of()));
    }
  }

  private static EchoServer server(UnaryOperator<String> answer, Failing failing) {
    return new EchoServer(new Echo(answer, failing), List.of(new GrpcErrorInterceptor()));
  }
}

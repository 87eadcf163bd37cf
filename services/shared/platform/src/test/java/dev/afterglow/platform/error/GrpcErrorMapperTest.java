package dev.afterglow.platform.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrpcErrorMapperTest {

  private final GrpcErrorMapper mapper = new GrpcErrorMapper();

  @ParameterizedTest
  @EnumSource(Fault.class)
  void shouldReadBackWhatWasSentWhenKindIsAny(Fault kind) {
    // Given
    AfterglowException sent =
        new AfterglowException("SOME_REASON", kind, "because", Map.of("k", "v"));

    // When
    GrpcErrorMapper.Mapped mapped = mapper.map(sent);

    // Then
    RemoteFault expected =
        kind == Fault.INTERNAL
            ? new RemoteFault(kind, "INTERNAL", "internal error", Map.of())
            : new RemoteFault(kind, "SOME_REASON", "because", Map.of("k", "v"));
    assertThat(read(mapped)).isEqualTo(expected);
  }

  @Test
  void shouldLogQuietlyWhenCallerIsToBlameAndLoudlyWhenWeAre() {
    assertThat(level(Fault.NOT_FOUND)).isEqualTo(Level.DEBUG);
    assertThat(level(Fault.EXHAUSTED)).isEqualTo(Level.DEBUG);
    assertThat(level(Fault.UNAVAILABLE)).isEqualTo(Level.WARNING);
    assertThat(level(Fault.DATA_LOSS)).isEqualTo(Level.ERROR);
    assertThat(level(Fault.INTERNAL)).isEqualTo(Level.ERROR);
  }

  @Test
  void shouldLookBehindWrapperWhenPipelineWrapsRefusal() {
    // Given
    Throwable wrapped =
        new CompletionException(new AfterglowException("GONE", Fault.NOT_FOUND, "gone"));

    // When
    GrpcErrorMapper.Mapped mapped = mapper.map(wrapped);

    // Then
    assertThat(read(mapped).reason()).isEqualTo("GONE");
  }

  @Test
  void shouldSayTimedOutWhenWaitEnds() {
    assertThat(read(mapper.map(new TimeoutException())).kind()).isEqualTo(Fault.TIMED_OUT);
  }

  @Test
  void shouldPassReasonOnWhenServiceBehindRefused() {
    // Given
    GrpcErrorMapper.Mapped upstream =
        mapper.map(new AfterglowException("LEASE_REVOKED", Fault.DENIED, "no", Map.of("a", "b")));
    StatusRuntimeException seen =
        new StatusRuntimeException(upstream.status(), upstream.trailers());

    // When
    GrpcErrorMapper.Mapped mapped = mapper.map(seen);

    // Then
    assertThat(read(mapped))
        .isEqualTo(new RemoteFault(Fault.DENIED, "LEASE_REVOKED", "no", Map.of("a", "b")));
  }

  @Test
  void shouldSayUpstreamUnavailableWhenNobodyAnswered() {
    // Given
    StatusRuntimeException refused = Status.UNAVAILABLE.asRuntimeException();

    // When
    GrpcErrorMapper.Mapped mapped = mapper.map(refused);

    // Then
    assertThat(read(mapped).reason()).isEqualTo(PlatformReason.UPSTREAM_UNAVAILABLE);
  }

  @Test
  void shouldHideDescriptionWhenHandlerClosesWithUnknown() {
    // Given
    Status status = Status.UNKNOWN.withDescription("secret");

    // When
    GrpcErrorMapper.Mapped mapped = mapper.map(status, new Metadata());

    // Then
    assertThat(read(mapped))
        .isEqualTo(new RemoteFault(Fault.INTERNAL, "INTERNAL", "internal error", Map.of()));
  }

  @Test
  void shouldKeepCodeWhenCallWasCancelledOrUnimplemented() {
    assertThat(mapper.map(Status.CANCELLED, new Metadata()).status().getCode())
        .isEqualTo(Status.Code.CANCELLED);
    assertThat(mapper.map(Status.UNIMPLEMENTED, new Metadata()).status().getCode())
        .isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  @Test
  void shouldRejectReasonWhenItIsNoConstant() {
    assertThatThrownBy(() -> new AfterglowException("lease revoked", Fault.DENIED, "no"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNameFieldWhenDomainRejectsValue() {
    assertThatThrownBy(
            () ->
                AfterglowException.checking(
                    "lease.holder",
                    () -> {
                      throw new IllegalArgumentException("holder is blank");
                    }))
        .isInstanceOfSatisfying(
            AfterglowException.class,
            fault -> {
              assertThat(fault.reason()).isEqualTo("INVALID_FIELD");
              assertThat(fault.kind()).isEqualTo(Fault.INVALID);
              assertThat(fault.metadata()).isEqualTo(Map.of("field", "lease.holder"));
            });
  }

  @Test
  void shouldSayThatTheStoreDoesNotAnswerUnlessItSaysMore() {
    // Given
    RuntimeException broken = new IllegalStateException("connection reset");
    AfterglowException more = new AfterglowException("CHAIN_UNREADABLE", Fault.DATA_LOSS, "torn");

    // When / Then
    assertThatThrownBy(() -> asking(broken))
        .isInstanceOfSatisfying(
            AfterglowException.class,
            fault -> {
              assertThat(fault.reason()).isEqualTo("UPSTREAM_UNAVAILABLE");
              assertThat(fault.kind()).isEqualTo(Fault.UNAVAILABLE);
              assertThat(fault).hasMessage("the store does not answer").hasCause(broken);
            });
    assertThatThrownBy(() -> asking(more)).isSameAs(more);
    assertThat(AfterglowException.<Integer>asking("the store does not answer", () -> 7))
        .isEqualTo(7);
  }

  private static void asking(RuntimeException fault) {
    var _ =
        AfterglowException.asking(
            "the store does not answer",
            () -> {
              throw fault;
            });
  }

  private Level level(Fault kind) {
    return mapper.map(new AfterglowException("SOME_REASON", kind, "because")).level();
  }

  private static RemoteFault read(GrpcErrorMapper.Mapped mapped) {
    return RemoteFault.from(new StatusRuntimeException(mapped.status(), mapped.trailers()));
  }
}

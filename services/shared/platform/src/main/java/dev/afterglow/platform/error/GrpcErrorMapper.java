package dev.afterglow.platform.error;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.protobuf.StatusProto;
import java.lang.System.Logger.Level;
import java.util.Map;

/**
 * Turns any failure of a call into a gRPC status with exactly one {@code google.rpc.ErrorInfo}, and
 * says how loudly to log it. Every error of every service goes through here, so that a failure
 * nobody foresaw cannot tell a caller anything.
 */
public final class GrpcErrorMapper {

  /**
   * A failure as the caller will see it.
   *
   * @param status the status; its cause stays in this process
   * @param trailers the trailers, with the ErrorInfo
   * @param fault what it is, for the log
   */
  public record Mapped(Status status, Metadata trailers, AfterglowException fault) {

    /** How loudly to log it: the caller's fault is no news to the operator. */
    public Level level() {
      return switch (fault.kind().blame()) {
        case CALLER -> Level.DEBUG;
        case SURROUNDINGS -> Level.WARNING;
        case OURS -> Level.ERROR;
      };
    }

    /** The mapped status as an exception, for stubs that want one. */
    public StatusException asException() {
      return new StatusException(status, trailers);
    }
  }

  /** Maps what a handler threw or failed with. */
  public Mapped map(Throwable thrown) {
    AfterglowException fault = Faults.of(thrown);
    return mapped(Faults.code(fault.kind()), fault);
  }

  /**
   * Maps what a handler closed its call with.
   *
   * @param status any status but OK
   * @param trailers the trailers it gave; kept when they hold an ErrorInfo already
   */
  public Mapped map(Status status, Metadata trailers) {
    Throwable cause = status.getCause();
    if (cause != null) {
      return map(cause);
    }
    AfterglowException fault = Faults.of(new StatusException(status, trailers));
    // CANCELLED and UNIMPLEMENTED have no kind of their own, and keep their code.
    Status.Code code = fault.kind() == Fault.INTERNAL ? internal(status) : status.getCode();
    return mapped(code, fault);
  }

  private static Status.Code internal(Status status) {
    return status.getCode() == Status.Code.UNIMPLEMENTED
        ? Status.Code.UNIMPLEMENTED
        : Status.Code.INTERNAL;
  }

  private static Mapped mapped(Status.Code code, AfterglowException fault) {
    boolean silent = fault.kind() == Fault.INTERNAL;
    String message = silent ? "internal error" : fault.getMessage();
    ErrorInfo info =
        ErrorInfo.newBuilder()
            .setDomain(AfterglowException.DOMAIN)
            .setReason(silent ? PlatformReason.INTERNAL : fault.reason())
            .putAllMetadata(silent ? Map.of() : fault.metadata())
            .build();
    com.google.rpc.Status detail =
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(message)
            .addDetails(Any.pack(info))
            .build();
    StatusException packed = StatusProto.toStatusException(detail);
    Metadata trailers = packed.getTrailers();
    return new Mapped(
        packed.getStatus().withCause(fault), trailers == null ? new Metadata() : trailers, fault);
  }
}

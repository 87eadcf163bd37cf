package dev.afterglow.platform.error;

import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Says of any throwable which refusal it is. What nobody foresaw is {@link Fault#INTERNAL}. */
final class Faults {

  // A chain of wrappers longer than this is a loop or a mistake.
  private static final int MAX_DEPTH = 8;

  private Faults() {}

  static AfterglowException of(Throwable thrown) {
    Throwable bare = unwrap(thrown);
    return switch (bare) {
      case AfterglowException fault -> fault;
      case StatusRuntimeException e -> RemoteFault.from(e).toException(e);
      case StatusException e ->
          RemoteFault.from(new StatusRuntimeException(e.getStatus(), e.getTrailers()))
              .toException(e);
      case TimeoutException e ->
          new AfterglowException(
              PlatformReason.UPSTREAM_UNAVAILABLE,
              Fault.TIMED_OUT,
              "the answer did not come in time",
              Map.of(),
              e);
      default ->
          new AfterglowException(
              PlatformReason.INTERNAL, Fault.INTERNAL, "internal error", Map.of(), bare);
    };
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable bare = thrown;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      boolean wrapper =
          bare instanceof CompletionException
              || bare instanceof ExecutionException
              || bare instanceof UndeclaredThrowableException;
      Throwable cause = bare.getCause();
      if (!wrapper || cause == null) {
        return bare;
      }
      bare = cause;
    }
    return bare;
  }

  static Status.Code code(Fault kind) {
    return switch (kind) {
      case INVALID -> Status.Code.INVALID_ARGUMENT;
      case OUT_OF_RANGE -> Status.Code.OUT_OF_RANGE;
      case UNAUTHENTICATED -> Status.Code.UNAUTHENTICATED;
      case DENIED -> Status.Code.PERMISSION_DENIED;
      case NOT_FOUND -> Status.Code.NOT_FOUND;
      case ALREADY_EXISTS -> Status.Code.ALREADY_EXISTS;
      case FAILED_PRECONDITION -> Status.Code.FAILED_PRECONDITION;
      case ABORTED -> Status.Code.ABORTED;
      case EXHAUSTED -> Status.Code.RESOURCE_EXHAUSTED;
      case UNAVAILABLE -> Status.Code.UNAVAILABLE;
      case TIMED_OUT -> Status.Code.DEADLINE_EXCEEDED;
      case DATA_LOSS -> Status.Code.DATA_LOSS;
      case INTERNAL -> Status.Code.INTERNAL;
    };
  }

  static Fault kind(Status.Code code) {
    return switch (code) {
      case INVALID_ARGUMENT -> Fault.INVALID;
      case OUT_OF_RANGE -> Fault.OUT_OF_RANGE;
      case UNAUTHENTICATED -> Fault.UNAUTHENTICATED;
      case PERMISSION_DENIED -> Fault.DENIED;
      case NOT_FOUND -> Fault.NOT_FOUND;
      case ALREADY_EXISTS -> Fault.ALREADY_EXISTS;
      case FAILED_PRECONDITION -> Fault.FAILED_PRECONDITION;
      case ABORTED -> Fault.ABORTED;
      case RESOURCE_EXHAUSTED -> Fault.EXHAUSTED;
      case UNAVAILABLE, CANCELLED -> Fault.UNAVAILABLE;
      case DEADLINE_EXCEEDED -> Fault.TIMED_OUT;
      case DATA_LOSS -> Fault.DATA_LOSS;
      case OK, UNKNOWN, UNIMPLEMENTED, INTERNAL -> Fault.INTERNAL;
    };
  }
}

package dev.afterglow.platform.error;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;
import java.util.Optional;

/**
 * A refusal read back by a client, so that callers branch on {@link #reason()} and never on the
 * text of a status.
 *
 * @param kind what sort of refusal
 * @param reason the reason the service gave; {@link PlatformReason#UPSTREAM_UNAVAILABLE} when none
 *     came because nobody answered, {@link PlatformReason#PROTOCOL} when none came otherwise
 * @param message the service's sentence, empty if it gave none
 * @param metadata beside the reason; unmodifiable
 */
public record RemoteFault(Fault kind, String reason, String message, Map<String, String> metadata) {

  /** Copies the metadata. */
  public RemoteFault {
    metadata = Map.copyOf(metadata);
  }

  /** Reads what a failed call carries. Never throws: an unreadable detail counts as none. */
  public static RemoteFault from(StatusRuntimeException failure) {
    Status status = failure.getStatus();
    Fault kind = Faults.kind(status.getCode());
    String description = status.getDescription();
    String message = description == null ? "" : description;
    return errorInfo(failure)
        .map(it -> new RemoteFault(kind, it.getReason(), message, it.getMetadataMap()))
        .orElseGet(() -> new RemoteFault(kind, reasonFor(kind), message, Map.of()));
  }

  /** The same refusal for our own caller; what was the other side's defect becomes ours. */
  public AfterglowException toException(Throwable cause) {
    return kind == Fault.INTERNAL
        ? new AfterglowException(
            PlatformReason.INTERNAL, Fault.INTERNAL, "internal error", Map.of(), cause)
        : new AfterglowException(reason, kind, message, metadata, cause);
  }

  private static String reasonFor(Fault kind) {
    return kind == Fault.UNAVAILABLE || kind == Fault.TIMED_OUT
        ? PlatformReason.UPSTREAM_UNAVAILABLE
        : PlatformReason.PROTOCOL;
  }

  private static Optional<ErrorInfo> errorInfo(StatusRuntimeException failure) {
    com.google.rpc.Status detail = StatusProto.fromThrowable(failure);
    if (detail == null) {
      return Optional.empty();
    }
    return detail.getDetailsList().stream()
        .filter(it -> it.is(ErrorInfo.class))
        .findFirst()
        .flatMap(RemoteFault::unpack)
        .filter(RemoteFault::isOurs);
  }

  private static boolean isOurs(ErrorInfo info) {
    return AfterglowException.DOMAIN.equals(info.getDomain())
        && AfterglowException.isReason(info.getReason())
        && info.getMetadataCount() <= AfterglowException.MAX_METADATA;
  }

  private static Optional<ErrorInfo> unpack(Any detail) {
    try {
      return Optional.of(detail.unpack(ErrorInfo.class));
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }
}

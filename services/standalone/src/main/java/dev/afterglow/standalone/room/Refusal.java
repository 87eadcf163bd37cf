package dev.afterglow.standalone.room;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.afterglow.standalone.failure.ExitCode;
import dev.afterglow.standalone.failure.RunFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Turns a refused call into one sentence with the reason that the service gave. */
public final class Refusal {
  private Refusal() {}

  /**
   * Makes a call.
   *
   * @param what what was wanted, to follow "could not": {@code "register the avatar"}
   */
  public static <T> T orSentence(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (StatusRuntimeException e) {
      throw failure(what, e);
    }
  }

  static RunFailure failure(String what, StatusRuntimeException e) {
    Status status = e.getStatus();
    String reason = reasonOf(e).map(Refusal::words).orElseGet(() -> status.getCode().name());
    String detail = status.getDescription() == null ? "" : ": " + status.getDescription();
    return new RunFailure(
        status.getCode() == Status.Code.UNAVAILABLE ? ExitCode.SERVICE_FAILED : ExitCode.REFUSED,
        "Could not %s (%s)%s".formatted(what, reason, detail),
        e);
  }

  private static String words(ErrorInfo info) {
    Map<String, String> metadata = new TreeMap<>(info.getMetadataMap());
    return metadata.isEmpty() ? info.getReason() : info.getReason() + " " + metadata;
  }

  /** The reason that every refusal of ours carries. */
  public static Optional<ErrorInfo> reasonOf(StatusRuntimeException e) {
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    if (status == null) {
      return Optional.empty();
    }
    for (var detail : status.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return Optional.of(detail.unpack(ErrorInfo.class));
        } catch (InvalidProtocolBufferException unreadable) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}

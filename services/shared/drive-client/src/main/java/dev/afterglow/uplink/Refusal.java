package dev.afterglow.uplink;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;

/**
 * What a broken call means to the device.
 *
 * @param lasting whether trying again is of no use
 * @param sentence why, for a person
 */
public record Refusal(boolean lasting, String sentence) {
  private static final String ALREADY_OPEN = "DRIVE_ALREADY_OPEN";

  /** The meaning of what a call failed with. */
  public static Refusal of(Throwable failure) {
    Status status = Status.fromThrowable(failure);
    String reason = reason(failure);
    boolean lasting =
        switch (status.getCode()) {
          case INVALID_ARGUMENT,
              NOT_FOUND,
              UNAUTHENTICATED,
              PERMISSION_DENIED,
              UNIMPLEMENTED,
              OUT_OF_RANGE ->
              true;
          // An old stream of ours may still count as open; the service lets it go in a moment.
          case FAILED_PRECONDITION -> !reason.equals(ALREADY_OPEN);
          default -> false;
        };
    String said = status.getDescription() == null ? "no reason given" : status.getDescription();
    return new Refusal(
        lasting, status.getCode() + (reason.isEmpty() ? "" : " " + reason) + ": " + said);
  }

  private static String reason(Throwable failure) {
    com.google.rpc.Status details = StatusProto.fromThrowable(failure);
    if (details == null) {
      return "";
    }
    for (Any detail : details.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return detail.unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException e) {
          return "";
        }
      }
    }
    return "";
  }
}

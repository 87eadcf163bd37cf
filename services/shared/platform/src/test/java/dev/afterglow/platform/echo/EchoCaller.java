package dev.afterglow.platform.echo;

import com.google.protobuf.StringValue;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls any method of {@link Echo} with some messages and waits for the end. */
public final class EchoCaller {

  /** How a call ended: the answers before its end, and the failure unless it went well. */
  public record Outcome(List<String> answers, StatusRuntimeException failure) {

    /** Whether the status was OK. */
    public boolean ok() {
      return failure.getStatus().isOk();
    }
  }

  private EchoCaller() {}

  /** Sends the messages, then half-closes. */
  public static Outcome call(
      Channel channel, MethodDescriptor<StringValue, StringValue> method, String... messages) {
    List<String> answers = new ArrayList<>();
    CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();
    ClientCall<StringValue, StringValue> call = channel.newCall(method, CallOptions.DEFAULT);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(StringValue answer) {
            answers.add(answer.getValue());
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(new StatusRuntimeException(status, trailers));
          }
        },
        new Metadata());
    call.request(messages.length + 1);
    for (String message : messages) {
      call.sendMessage(StringValue.of(message));
    }
    call.halfClose();
    return new Outcome(answers, end.orTimeout(30, TimeUnit.SECONDS).join());
  }
}

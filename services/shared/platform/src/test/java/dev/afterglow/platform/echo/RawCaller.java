package dev.afterglow.platform.echo;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls any method with bytes that need be no message. */
public final class RawCaller {

  private RawCaller() {}

  /**
   * Sends the messages, then half-closes, and waits for the end of the call.
   *
   * @throws java.util.concurrent.CompletionException if the call has no end in half a minute
   */
  public static StatusRuntimeException call(
      Channel channel, MethodDescriptor<?, ?> method, CallOptions options, ByteString... messages) {
    CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();
    ClientCall<ByteString, ByteString> call = channel.newCall(raw(method), options);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(new StatusRuntimeException(status, trailers));
          }
        },
        new Metadata());
    call.setMessageCompression(true);
    call.request(messages.length + 1);
    for (ByteString message : messages) {
      call.sendMessage(message);
    }
    call.halfClose();
    return end.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static MethodDescriptor<ByteString, ByteString> raw(MethodDescriptor<?, ?> method) {
    return MethodDescriptor.<ByteString, ByteString>newBuilder()
        .setType(method.getType())
        .setFullMethodName(method.getFullMethodName())
        .setRequestMarshaller(new Bytes())
        .setResponseMarshaller(new Bytes())
        .build();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<ByteString> {
    @Override
    public InputStream stream(ByteString value) {
      return new ByteArrayInputStream(value.toByteArray());
    }

    @Override
    public ByteString parse(InputStream stream) {
      try {
        return ByteString.readFrom(stream);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

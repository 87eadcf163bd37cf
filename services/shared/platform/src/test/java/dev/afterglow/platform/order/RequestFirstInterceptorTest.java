package dev.afterglow.platform.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestFirstInterceptorTest {
  private final List<String> heard = new ArrayList<>();

  @Test
  void shouldHoldTheEndBackWhenItComesBeforeTheRequest() {
    // Given
    ServerCall.Listener<String> listener = listener(MethodType.UNARY);

    // When
    listener.onHalfClose();
    listener.onMessage("request");

    // Then
    assertThat(heard).containsExactly("request", "end");
  }

  @Test
  void shouldChangeNothingWhenTheOrderIsRight() {
    // Given
    ServerCall.Listener<String> listener = listener(MethodType.SERVER_STREAMING);

    // When
    listener.onMessage("request");
    listener.onHalfClose();

    // Then
    assertThat(heard).containsExactly("request", "end");
  }

  @Test
  void shouldLeaveStreamsAlone() {
    // Given
    ServerCall.Listener<String> listener = listener(MethodType.CLIENT_STREAMING);

    // When
    listener.onHalfClose();

    // Then
    assertThat(heard).containsExactly("end");
  }

  private ServerCall.Listener<String> listener(MethodType type) {
    return new RequestFirstInterceptor()
        .interceptCall(
            new SilentCall(type),
            new Metadata(),
            (call, headers) ->
                new ServerCall.Listener<>() {
                  @Override
                  public void onMessage(String message) {
                    heard.add(message);
                  }

                  @Override
                  public void onHalfClose() {
                    heard.add("end");
                  }
                });
  }

  /** Says nothing to anyone. */
  private static final class SilentCall extends ServerCall<String, String> {
    private final MethodDescriptor<String, String> method;

    private SilentCall(MethodType type) {
      method =
          MethodDescriptor.<String, String>newBuilder()
              .setType(type)
              .setFullMethodName("test/Call")
              .setRequestMarshaller(new NoBytes())
              .setResponseMarshaller(new NoBytes())
              .build();
    }

    @Override
    public void request(int count) {
      heardNothing();
    }

    @Override
    public void sendHeaders(Metadata headers) {
      heardNothing();
    }

    @Override
    public void sendMessage(String message) {
      heardNothing();
    }

    @Override
    public void close(Status status, Metadata trailers) {
      heardNothing();
    }

    private static void heardNothing() {
      // Nobody is at the other end.
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<String, String> getMethodDescriptor() {
      return method;
    }
  }

  private static final class NoBytes implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public String parse(InputStream stream) {
      return "";
    }
  }
}

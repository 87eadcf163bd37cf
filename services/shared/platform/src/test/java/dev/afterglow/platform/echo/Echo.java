package dev.afterglow.platform.echo;

import com.google.protobuf.StringValue;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.StreamObserver;
import java.util.function.UnaryOperator;

/**
 * A service with a method of each call kind, which answers each message with {@code answer} or
 * fails as {@code answer} throws.
 */
public final class Echo implements BindableService {

  /** The service's full name. */
  public static final String NAME = "afterglow.test.Echo";

  /** One request, one answer. */
  public static final MethodDescriptor<StringValue, StringValue> UNARY =
      method(MethodType.UNARY, "Unary");

  /** One request, many answers. */
  public static final MethodDescriptor<StringValue, StringValue> SERVER =
      method(MethodType.SERVER_STREAMING, "Server");

  /** Many requests, one answer. */
  public static final MethodDescriptor<StringValue, StringValue> CLIENT =
      method(MethodType.CLIENT_STREAMING, "Client");

  /** Many requests, many answers. */
  public static final MethodDescriptor<StringValue, StringValue> BIDI =
      method(MethodType.BIDI_STREAMING, "Bidi");

  /** How the handlers fail. */
  public enum Failing {
    /** By throwing out of the handler. */
    THROWN,
    /** By failing the response observer. */
    OBSERVED
  }

  private final UnaryOperator<String> answer;
  private final Failing failing;

  /** An echo that answers with a function. */
  public Echo(UnaryOperator<String> answer, Failing failing) {
    this.answer = answer;
    this.failing = failing;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(NAME)
        .addMethod(UNARY, io.grpc.stub.ServerCalls.asyncUnaryCall(this::one))
        .addMethod(SERVER, io.grpc.stub.ServerCalls.asyncServerStreamingCall(this::one))
        .addMethod(CLIENT, io.grpc.stub.ServerCalls.asyncClientStreamingCall(this::many))
        .addMethod(BIDI, io.grpc.stub.ServerCalls.asyncBidiStreamingCall(this::many))
        .build();
  }

  private void one(StringValue request, StreamObserver<StringValue> answers) {
    if (answered(request, answers)) {
      answers.onCompleted();
    }
  }

  private StreamObserver<StringValue> many(StreamObserver<StringValue> answers) {
    return new StreamObserver<>() {
      private boolean failed;

      @Override
      public void onNext(StringValue request) {
        failed = failed || !answered(request, answers);
      }

      @Override
      public void onError(Throwable thrown) {
        failed = true;
      }

      @Override
      public void onCompleted() {
        if (!failed) {
          answers.onCompleted();
        }
      }
    };
  }

  private boolean answered(StringValue request, StreamObserver<StringValue> answers) {
    try {
      answers.onNext(StringValue.of(answer.apply(request.getValue())));
      return true;
    } catch (RuntimeException e) {
      if (failing == Failing.THROWN) {
        throw e;
      }
      answers.onError(e);
      return false;
    }
  }

  private static MethodDescriptor<StringValue, StringValue> method(MethodType type, String name) {
    return MethodDescriptor.<StringValue, StringValue>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(NAME, name))
        .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
        .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
        .build();
  }
}

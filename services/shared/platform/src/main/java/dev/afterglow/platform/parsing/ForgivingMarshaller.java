package dev.afterglow.platform.parsing;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests and never throws: what cannot be read becomes an {@link Unreadable}. Responses are
 * {@link WrittenAtOnce}.
 *
 * <p>Vert.x parses a request inside a queue (4.5.25: {@code GrpcReadStreamBase}, {@code
 * InboundBuffer}) that swallows whatever its handler throws, so a parser that throws leaves its
 * caller without an answer.
 */
final class ForgivingMarshaller<T> implements PrototypeMarshaller<T> {

  private final PrototypeMarshaller<T> strict;
  private final Message type;
  private final int mostBytes;

  private ForgivingMarshaller(PrototypeMarshaller<T> strict, Message type, int mostBytes) {
    this.strict = strict;
    this.type = type;
    this.mostBytes = mostBytes;
  }

  /** A service whose methods read their requests and write their responses so. */
  static ServerServiceDefinition forgiving(ServerServiceDefinition strict, int mostBytes) {
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(strict.getServiceDescriptor().getName())
            .setSchemaDescriptor(strict.getServiceDescriptor().getSchemaDescriptor());
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    for (ServerMethodDefinition<?, ?> method : strict.getMethods()) {
      methods.add(forgiving(method, mostBytes));
    }
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder service = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(service::addMethod);
    return service.build();
  }

  private static <Q, R> ServerMethodDefinition<Q, R> forgiving(
      ServerMethodDefinition<Q, R> method, int mostBytes) {
    return ServerMethodDefinition.create(
        forgiving(method.getMethodDescriptor(), mostBytes), method.getServerCallHandler());
  }

  private static <Q, R> MethodDescriptor<Q, R> forgiving(
      MethodDescriptor<Q, R> method, int mostBytes) {
    MethodDescriptor.Builder<Q, R> forgiving = method.toBuilder();
    if (method.getRequestMarshaller() instanceof PrototypeMarshaller<Q> strict
        && strict.getMessagePrototype() instanceof Message type) {
      forgiving.setRequestMarshaller(new ForgivingMarshaller<>(strict, type, mostBytes));
    }
    if (method.getResponseMarshaller() instanceof PrototypeMarshaller<R> strict
        && strict.getMessagePrototype() instanceof Message type) {
      forgiving.setResponseMarshaller(new ForgivingMarshaller<>(strict, type, mostBytes));
    }
    return forgiving.build();
  }

  @Override
  public T parse(InputStream stream) {
    try {
      return stream instanceof KnownLength && stream.available() > mostBytes
          ? inPlace(Unreadable.TOO_LARGE)
          : strict.parse(stream);
    } catch (IOException | RuntimeException e) {
      // The parser's message may quote what it read; the refusal says it without.
      return inPlace(Unreadable.MALFORMED);
    }
  }

  // The type is that of strict's own prototype.
  @SuppressWarnings("unchecked")
  private T inPlace(Unreadable why) {
    return (T) why.inPlaceOf(type);
  }

  @Override
  public InputStream stream(T value) {
    return value instanceof MessageLite message
        ? new WrittenAtOnce(message, strict.stream(value))
        : strict.stream(value);
  }

  @Override
  public @Nullable T getMessagePrototype() {
    return strict.getMessagePrototype();
  }

  @Override
  public Class<T> getMessageClass() {
    return strict.getMessageClass();
  }
}

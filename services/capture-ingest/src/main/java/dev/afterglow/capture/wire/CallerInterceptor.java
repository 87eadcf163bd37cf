package dev.afterglow.capture.wire;

import dev.afterglow.capture.device.CallerAddress;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Notes under which address each call counts. */
@ApplicationScoped
@GlobalInterceptor
public class CallerInterceptor implements ServerInterceptor {
  private static final Context.Key<String> CALLER =
      Context.keyWithDefault("afterglow.caller", CallerAddress.UNKNOWN);
  private static final Metadata.Key<String> FORWARDED_FOR =
      Metadata.Key.of("x-forwarded-for", Metadata.ASCII_STRING_MARSHALLER);

  private final CallerAddress addresses;

  /** Over the proxies that are trusted. */
  @Inject
  public CallerInterceptor(CallerAddress addresses) {
    this.addresses = addresses;
  }

  /** The address under which the present call counts. */
  static String ofThisCall() {
    return CALLER.get();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Context context = Context.current().withValue(CALLER, caller(call, headers));
    return Contexts.interceptCall(context, call, headers, next);
  }

  private String caller(ServerCall<?, ?> call, Metadata headers) {
    SocketAddress peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    if (!(peer instanceof InetSocketAddress internet) || internet.getAddress() == null) {
      return CallerAddress.UNKNOWN;
    }
    String forwarded = headers.get(FORWARDED_FOR);
    return addresses.of(internet.getAddress(), forwarded == null ? "" : forwarded);
  }
}

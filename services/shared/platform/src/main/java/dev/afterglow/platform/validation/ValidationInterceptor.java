package dev.afterglow.platform.validation;

import com.google.protobuf.Message;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Prioritized;
import jakarta.inject.Inject;

/** Checks each message that comes in, also every one of a stream, before its handler sees it. */
@ApplicationScoped
@GlobalInterceptor
public class ValidationInterceptor implements ServerInterceptor, Prioritized {

  /** Inside error mapper and authentication: strangers do not get their messages checked. */
  public static final int PRIORITY = 800;

  private final MessageRules rules;
  private final HandChecked handChecked;

  /**
   * An interceptor that applies rules.
   *
   * @param handChecked which messages handlers check themselves; none where a service has none
   */
  @Inject
  public ValidationInterceptor(MessageRules rules, Instance<HandChecked> handChecked) {
    this.rules = rules;
    // Looked up once: a look-up for each message is seen in profiles.
    this.handChecked = handChecked.isResolvable() ? handChecked.get() : _ -> false;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(Q message) {
        if (message instanceof Message checked && !handChecked.covers(checked)) {
          rules.check(checked);
        }
        super.onMessage(message);
      }
    };
  }

  @Override
  public int getPriority() {
    return PRIORITY;
  }
}

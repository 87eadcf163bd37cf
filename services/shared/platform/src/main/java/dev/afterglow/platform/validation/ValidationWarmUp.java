package dev.afterglow.platform.validation;

import com.google.protobuf.Message;
import dev.afterglow.platform.error.AfterglowException;
import dev.afterglow.platform.log.Log;
import dev.afterglow.platform.log.LogKey;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.quarkus.grpc.GrpcService;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/**
 * Compiles the rules of every request type when a service starts. Compiling takes some hundred
 * milliseconds, which would otherwise fall on the first call.
 */
public final class ValidationWarmUp {

  private static final Log LOG = Log.of(ValidationWarmUp.class);

  private final MessageRules rules;
  private final Instance<BindableService> services;

  @Inject
  ValidationWarmUp(MessageRules rules, @GrpcService Instance<BindableService> services) {
    this.rules = rules;
    this.services = services;
  }

  void atStart(@Observes StartupEvent start) {
    services.stream()
        .flatMap(service -> service.bindService().getMethods().stream())
        .forEach(this::compile);
  }

  private void compile(ServerMethodDefinition<?, ?> method) {
    if (method.getMethodDescriptor().getRequestMarshaller()
            instanceof PrototypeMarshaller<?> marshaller
        && marshaller.getMessagePrototype() instanceof Message empty) {
      try {
        rules.check(empty);
      } catch (AfterglowException e) {
        // An empty request may well break a rule; its rules are compiled all the same.
        LOG.debug("rules compiled", LogKey.KIND.is(empty.getDescriptorForType().getFullName()));
      }
    }
  }
}

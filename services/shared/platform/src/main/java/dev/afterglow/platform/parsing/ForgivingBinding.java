package dev.afterglow.platform.parsing;

import io.grpc.ServerServiceDefinition;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Gives every service of a process the {@link ForgivingMarshaller} when Quarkus binds it. */
@Interceptor
@ForgivingParser
@Priority(Interceptor.Priority.LIBRARY_BEFORE)
class ForgivingBinding {

  private final MessageConfig config;

  @Inject
  ForgivingBinding(MessageConfig config) {
    this.config = config;
  }

  @AroundInvoke
  Object bind(InvocationContext bindService) throws Exception {
    return bindService.proceed() instanceof ServerServiceDefinition strict
        ? ForgivingMarshaller.forgiving(strict, config.maxBytes())
        : failed(bindService);
  }

  private static Object failed(InvocationContext bindService) {
    throw new IllegalStateException(bindService.getMethod() + " binds no service");
  }
}

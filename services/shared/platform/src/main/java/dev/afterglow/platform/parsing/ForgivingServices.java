package dev.afterglow.platform.parsing;

import io.grpc.BindableService;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.enterprise.inject.build.compatible.spi.MethodConfig;
import jakarta.enterprise.lang.model.declarations.MethodInfo;

/**
 * Marks {@code bindService} of every gRPC service at build time, also of the classes that are
 * generated from the contracts, so that no service of ours can be without its {@link
 * ForgivingMarshaller}.
 */
public class ForgivingServices implements BuildCompatibleExtension {

  /** Called at build time for each method of each service. */
  @Enhancement(
      types = BindableService.class,
      withSubtypes = true,
      withAnnotations = {})
  public void mark(MethodConfig method) {
    MethodInfo info = method.info();
    // Quarkus' own health service lives in a class loader of its own, which does not see ours.
    if (info.name().equals("bindService")
        && info.parameters().isEmpty()
        && info.declaringClass().name().startsWith("dev.afterglow.")) {
      method.addAnnotation(ForgivingParser.class);
    }
  }
}

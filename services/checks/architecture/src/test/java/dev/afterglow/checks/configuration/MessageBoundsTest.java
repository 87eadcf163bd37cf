package dev.afterglow.checks.configuration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.afterglow.api.capture.v1.CaptureServiceGrpc;
import dev.afterglow.api.commerce.v1.FactServiceGrpc;
import dev.afterglow.api.registry.v1.AvatarServiceGrpc;
import dev.afterglow.api.registry.v1.PartServiceGrpc;
import dev.afterglow.api.render.v1.RenderServiceGrpc;
import dev.afterglow.api.studio.v1.BroadcastServiceGrpc;
import dev.afterglow.platform.parsing.MessageConfig;
import io.grpc.protobuf.ProtoServiceDescriptorSupplier;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a contract allows fits the service that serves it, and what does not gets a reason. */
class MessageBoundsTest {
  private static final String TRANSPORT = "quarkus.grpc.server.max-inbound-message-size";

  /** What may stand beside the largest field of a message. */
  private static final int BESIDES_BYTES = 1 << 16;

  private record Served(String service, io.grpc.ServiceDescriptor contract) {}

  @TestFactory
  Stream<DynamicTest> shouldTakeTheLargestFieldThatTheContractAllows() {
    return Stream.of(
            new Served("capture-ingest", CaptureServiceGrpc.getServiceDescriptor()),
            new Served("render-worker", RenderServiceGrpc.getServiceDescriptor()),
            new Served("avatar-registry", AvatarServiceGrpc.getServiceDescriptor()),
            new Served("avatar-registry", PartServiceGrpc.getServiceDescriptor()),
            new Served("commerce-analytics", FactServiceGrpc.getServiceDescriptor()),
            new Served("studio", BroadcastServiceGrpc.getServiceDescriptor()))
        .map(it -> DynamicTest.dynamicTest(it.contract().getName(), () -> check(it)));
  }

  private static void check(Served served) throws IOException {
    // Given
    long largest = largestField(served.contract());

    // When
    SmallRyeConfig config = config(served.service());
    int taken = config.getConfigMapping(MessageConfig.class).maxBytes();
    int read = config.getValue(TRANSPORT, Integer.class);

    // Then
    assertTrue(taken >= largest + BESIDES_BYTES, () -> taken + " taken, a field has " + largest);
    assertTrue(read > taken, () -> read + " read, " + taken + " taken: no reason is given between");
  }

  /** A service's settings over those that all share. */
  private static SmallRyeConfig config(String service) throws IOException {
    Path services = ConfigurationPageTest.root().resolve("services");
    Path shared = services.resolve("shared/platform/src/main/resources/META-INF");
    Path own = services.resolve(service).resolve("src/main/resources/application.properties");
    return new SmallRyeConfigBuilder()
        .withMapping(MessageConfig.class)
        .withSources(
            new PropertiesConfigSource(
                shared.resolve("microprofile-config.properties").toUri().toURL(), 100),
            new PropertiesConfigSource(own.toUri().toURL(), 250))
        .build();
  }

  private static long largestField(io.grpc.ServiceDescriptor contract) {
    if (!(contract.getSchemaDescriptor() instanceof ProtoServiceDescriptorSupplier schema)) {
      throw new IllegalStateException(contract.getName() + " has no schema");
    }
    ServiceDescriptor service = schema.getServiceDescriptor();
    Set<Descriptor> seen = new HashSet<>();
    return service.getMethods().stream()
        .map(MethodDescriptor::getInputType)
        .mapToLong(type -> largestField(type, seen))
        .max()
        .orElseThrow();
  }

  private static long largestField(Descriptor type, Set<Descriptor> seen) {
    return seen.add(type)
        ? type.getFields().stream().mapToLong(field -> size(field, seen)).max().orElse(0)
        : 0;
  }

  private static long size(FieldDescriptor field, Set<Descriptor> seen) {
    return switch (field.getJavaType()) {
      case BYTE_STRING ->
          field.getOptions().getExtension(ValidateProto.field).getBytes().getMaxLen();
      case MESSAGE -> largestField(field.getMessageType(), seen);
      default -> 0;
    };
  }
}

package dev.afterglow.standalone.fleet;

import dev.afterglow.standalone.infra.PostgresServer;
import dev.afterglow.standalone.infra.Secrets;
import dev.afterglow.standalone.infra.Stores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What each service is told on its command line and in its environment. Secrets travel in the
 * environment or as files, since any user can read a command line.
 */
final class ServiceSettings {
  private final Path dataFolder;
  private final Path models;
  private final Map<Service, Integer> ports;
  private final Stores stores;
  private final Secrets secrets;
  private final Map<Service, Map<String, String>> overrides;

  ServiceSettings(
      Path dataFolder,
      Path models,
      Map<Service, Integer> ports,
      Stores stores,
      Secrets secrets,
      Map<Service, Map<String, String>> overrides) {
    this.dataFolder = dataFolder;
    this.models = models;
    this.ports = new EnumMap<>(ports);
    this.stores = stores;
    this.secrets = secrets;
    this.overrides = Map.copyOf(overrides);
  }

  /** System properties; waits for the stores that the service needs, and only for those. */
  List<String> properties(Service service) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("quarkus.http.host", "127.0.0.1");
    properties.put("quarkus.http.port", port(service));
    // The supervisor's orderly stop waits longer than this.
    properties.put("quarkus.shutdown.timeout", "5s");
    properties.put("afterglow.auth.service-token-file", secrets.file("service-token").toString());
    for (Service other : Service.values()) {
      String client = "quarkus.grpc.clients." + other.clientName();
      properties.put(client + ".host", "127.0.0.1");
      properties.put(client + ".port", port(other));
    }
    switch (service) {
      case CAPTURE_INGEST -> captureIngest(properties);
      case RENDER_WORKER -> renderWorker(properties);
      case AVATAR_REGISTRY -> avatarRegistry(properties);
      case COMMERCE_ANALYTICS -> commerceAnalytics(properties);
      case STUDIO -> studio(properties);
    }
    properties.putAll(overrides.getOrDefault(service, Map.of()));
    List<String> arguments = new ArrayList<>();
    properties.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
    return List.copyOf(arguments);
  }

  private String port(Service service) {
    return String.valueOf(Objects.requireNonNull(ports.get(service), service::name));
  }

  /** Environment variables with the secrets of the service. */
  Map<String, String> environment(Service service) {
    return switch (service) {
      case CAPTURE_INGEST, RENDER_WORKER ->
          Map.of("QUARKUS_REDIS_PASSWORD", stores.redis().password());
      case AVATAR_REGISTRY, COMMERCE_ANALYTICS ->
          Map.of("QUARKUS_DATASOURCE_PASSWORD", stores.postgres().password());
      case STUDIO ->
          Map.of(
              "QUARKUS_DATASOURCE_PASSWORD",
              stores.postgres().password(),
              "QUARKUS_REDIS_PASSWORD",
              stores.redis().password());
    };
  }

  private void captureIngest(Map<String, String> properties) {
    redis(properties);
    // A tape and a page have no key to sign with, and nobody but this machine reaches the port.
    properties.put("afterglow.capture.unsigned-drives", "true");
    properties.put("afterglow.capture.browser.enabled", "true");
    // The tape is no live human, and is shown as none; it would never leave the slate.
    properties.put("afterglow.capture.liveness.enforce", "false");
  }

  private void renderWorker(Map<String, String> properties) {
    redis(properties);
    properties.put(
        "afterglow.render.recording-folder", dataFolder.resolve("recordings").toString());
    properties.put("afterglow.render.worker.id", "standalone");
    // There is one room, and what the worker measures while eight processes start says little.
    properties.put("afterglow.render.worker.slots", "1");
    properties.put(
        "afterglow.render.worker.advertised-address", "127.0.0.1:" + port(Service.RENDER_WORKER));
  }

  private void avatarRegistry(Map<String, String> properties) {
    postgres(properties);
    properties.put("afterglow.registry.asset-folder", dataFolder.resolve("assets").toString());
    properties.put("afterglow.registry.key-folder", dataFolder.resolve("keys").toString());
    // The presenter of a standalone room is verified by nobody; see SimulatedPerson.
    properties.put("afterglow.registry.allow-simulated", "true");
    // Its events wait in Postgres until Kafka, the slowest to start, is there.
    properties.put("afterglow.registry.events.bootstrap-servers", stores.kafkaAddress());
  }

  private void commerceAnalytics(Map<String, String> properties) {
    properties.put("afterglow.commerce.log.bootstrap-servers", stores.kafka().bootstrapServers());
    properties.put(
        "afterglow.commerce.engine.state-folder", dataFolder.resolve("streams").toString());
    properties.put("quarkus.datasource.username", PostgresServer.NAME);
    properties.put("quarkus.datasource.jdbc.url", "jdbc:" + database());
    // One process of this name: a killed one is followed at once.
    properties.put("afterglow.commerce.engine.instance-id", "standalone");
  }

  private void studio(Map<String, String> properties) {
    postgres(properties);
    redis(properties);
    properties.put(
        "afterglow.studio.destination.key-file",
        dataFolder.resolve("secrets/destination-key").toString());
    properties.put(
        "afterglow.studio.capture.drive-url",
        "ws://127.0.0.1:" + port(Service.CAPTURE_INGEST) + "/ws/drive");
    properties.put("afterglow.studio.capture.models", models.toString());
    properties.put(
        "afterglow.studio.device.capture-address", "127.0.0.1:" + port(Service.CAPTURE_INGEST));
  }

  private void redis(Map<String, String> properties) {
    properties.put("quarkus.redis.hosts", "redis://127.0.0.1:" + stores.redis().port());
  }

  private void postgres(Map<String, String> properties) {
    properties.put("quarkus.datasource.username", PostgresServer.NAME);
    properties.put("quarkus.datasource.reactive.url", database());
    properties.put("quarkus.datasource.jdbc.url", "jdbc:" + database());
    // Two services share the server's connections.
    properties.put("quarkus.datasource.reactive.max-size", "10");
  }

  private String database() {
    return "postgresql://127.0.0.1:" + stores.postgres().port() + "/" + PostgresServer.NAME;
  }
}

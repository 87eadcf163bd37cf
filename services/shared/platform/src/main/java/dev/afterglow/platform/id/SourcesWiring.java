package dev.afterglow.platform.id;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The sources of time, chance and ids that every service injects; a test produces its own. */
public final class SourcesWiring {

  /** The system's clock in UTC. */
  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** A cryptographic source, since some ids are capabilities. */
  @Produces
  @Singleton
  @DefaultBean
  RandomGenerator random() {
    return new SecureRandom();
  }

  /** Time-ordered ids. */
  @Produces
  @Singleton
  @DefaultBean
  Ids ids(Clock clock, RandomGenerator random) {
    return new UuidV7(clock, random);
  }
}

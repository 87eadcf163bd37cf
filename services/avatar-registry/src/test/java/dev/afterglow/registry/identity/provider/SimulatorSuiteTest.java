package dev.afterglow.registry.identity.provider;

import dev.afterglow.registry.identity.Erasure;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.SimulatedVerifier;
import java.time.InstantSource;
import java.util.UUID;

class SimulatorSuiteTest extends VerifierSuite {
  private final IdentityVerifier simulator =
      new SimulatedVerifier(
          InstantSource.fixed(ProviderServer.NOW), () -> UUID.randomUUID().toString());

  @Override
  IdentityVerifier verifier() {
    return simulator;
  }

  @Override
  IdentityVerifier unreachable() {
    return simulator;
  }

  @Override
  boolean keeps(String transaction) {
    return false;
  }

  @Override
  boolean remembers() {
    return false;
  }

  @Override
  Class<? extends Erasure> erases() {
    return Erasure.Forgotten.class;
  }

  @Override
  String presenceWord(String word) {
    return "PRESENCE_" + word;
  }
}

package dev.afterglow.registry.identity.provider;

import dev.afterglow.registry.identity.Document;
import dev.afterglow.registry.identity.Erasure;
import dev.afterglow.registry.identity.IdentityVerifier;
import dev.afterglow.registry.identity.Inquiry;
import dev.afterglow.registry.identity.Outcome;
import dev.afterglow.registry.identity.Purpose;
import dev.afterglow.registry.identity.oidc.OidcVerifier;
import dev.afterglow.registry.identity.oidc.TestBrowser;
import dev.afterglow.registry.storage.RegistryDatabase;
import dev.afterglow.registry.storage.StoredTime;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The adapter with a person who signs in as soon as an attempt begins, as the name says. */
final class SigningIn implements IdentityVerifier {
  private final OidcVerifier there;
  private final OidcVerifier nowhere;
  private final OidcVerifier forgetful;
  private final RegistryDatabase database;
  private final Set<String> lost = ConcurrentHashMap.newKeySet();

  /** An adapter, one whose provider is not there, and one whose database is not. */
  SigningIn(
      OidcVerifier there, OidcVerifier nowhere, OidcVerifier forgetful, RegistryDatabase database) {
    this.there = there;
    this.nowhere = nowhere;
    this.forgetful = forgetful;
    this.database = database;
  }

  @Override
  public String name() {
    return there.name();
  }

  @Override
  public Set<Purpose> purposes() {
    return there.purposes();
  }

  @Override
  public boolean asksForDocument(Purpose purpose) {
    return there.asksForDocument(purpose);
  }

  @Override
  public Begun begin(Inquiry inquiry) {
    Document document = inquiry.shown().orElseThrow();
    String word = ProviderServer.word(document.name());
    if (word.equals("SILENT")) {
      return nowhere.begin(inquiry);
    }
    Begun.Started begun = (Begun.Started) there.begin(inquiry);
    switch (word) {
      case "OPEN" -> {}
      case "LOST" -> lost.add(begun.transaction());
      case "EXPIRED" ->
          database.sql(
              "update registry.identity_sign_in set expire_time = $2 where sign_in_id = $1",
              Tuple.of(begun.transaction(), StoredTime.column(ProviderServer.NOW)));
      case "PASS" -> back(signIn(begun, document.name(), document.number()));
      case "NAME_DIFFERS" -> back(signIn(begun, "Somebody Else", document.number()));
      default -> back(TestBrowser.refused(begun.continueUrl(), word.toLowerCase(Locale.ROOT)));
    }
    return begun;
  }

  static Map<String, String> signIn(Begun.Started begun, String name, String number) {
    return TestBrowser.signIn(begun.continueUrl(), name, number, ProviderServer.NOW);
  }

  /** Hands the adapter what came back. */
  Outcome back(Map<String, String> fields) {
    return there.returned(
        there.transaction(fields.get("state")).orElseThrow(),
        fields.getOrDefault("code", ""),
        fields.getOrDefault("error", ""));
  }

  @Override
  public Resumed resume(Purpose purpose, String transaction) {
    return there.resume(purpose, transaction);
  }

  @Override
  public Outcome result(Purpose purpose, String transaction) {
    return lost.contains(transaction)
        ? forgetful.result(purpose, transaction)
        : there.result(purpose, transaction);
  }

  @Override
  public Erasure erase(String transaction) {
    return there.erase(transaction);
  }
}

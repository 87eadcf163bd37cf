package dev.afterglow.registry.vault.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.vault.SealedDocument;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Sealed documents. */
@ApplicationScoped
public class VaultStore {

  /** Whose document has one of those blind indexes; the same subject's counts once. */
  public Uni<Optional<String>> subjectOf(byte[]... blindIndexes) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(
                        "select distinct d.subjectId from VaultDocumentEntity d"
                            + " where d.blindIndex in (:indexes) and d.tenant = :tenant",
                        String.class)
                    .setParameter("indexes", List.of(blindIndexes))
                    .setParameter("tenant", CallersTenant.name())
                    .getResultList())
        .map(VaultStore::one);
  }

  private static Optional<String> one(List<String> subjects) {
    if (subjects.size() > 1) {
      throw Faults.invalidField("document.number", "the number belongs to two subjects");
    }
    return subjects.stream().findFirst();
  }

  /**
   * A subject's document as it lies here.
   *
   * @param ciphertext the document under the subject's key
   * @param wrappedKey the key under the master key
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Sealed(byte[] ciphertext, byte[] wrappedKey) {}

  /** A subject's document; empty where there is none any more. */
  public Uni<Optional<Sealed>> sealed(String subjectId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createSelectionQuery(
                        "select d.ciphertext, k.wrappedKey from VaultDocumentEntity d,"
                            + " VaultKeyEntity k where d.subjectId = :subject"
                            + " and k.subjectId = d.subjectId and d.tenant = :tenant"
                            + " and k.tenant = d.tenant",
                        Object[].class)
                    .setParameter("subject", subjectId)
                    .setParameter("tenant", CallersTenant.name())
                    .getSingleResultOrNull())
        .map(row -> Optional.ofNullable(row).map(it -> new Sealed((byte[]) it[0], (byte[]) it[1])));
  }

  /** Puts a document in, in the place of the subject's earlier one. */
  public Uni<Void> put(String subjectId, SealedDocument sealed) {
    VaultDocumentEntity document = new VaultDocumentEntity();
    document.subjectId = subjectId;
    document.ciphertext = sealed.ciphertext();
    document.blindIndex = sealed.blindIndex();
    VaultKeyEntity key = new VaultKeyEntity();
    key.subjectId = subjectId;
    key.wrappedKey = sealed.wrappedKey();
    key.wrappedBy = sealed.wrappedBy();
    return erase(subjectId)
        .chain(Panache::getSession)
        .chain(session -> session.persistAll(document, key).chain(session::flush));
  }

  /** Deletes the subject's key, and with it what the document says; the noise goes too. */
  public Uni<Void> erase(String subjectId) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createMutationQuery(
                        "delete from VaultKeyEntity where subjectId = :subject"
                            + " and tenant = :tenant")
                    .setParameter("subject", subjectId)
                    .setParameter("tenant", CallersTenant.name())
                    .executeUpdate()
                    .chain(
                        () ->
                            session
                                .createMutationQuery(
                                    "delete from VaultDocumentEntity where subjectId = :subject"
                                        + " and tenant = :tenant")
                                .setParameter("subject", subjectId)
                                .setParameter("tenant", CallersTenant.name())
                                .executeUpdate()))
        .replaceWithVoid();
  }
}

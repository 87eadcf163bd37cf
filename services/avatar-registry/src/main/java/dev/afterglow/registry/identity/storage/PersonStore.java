package dev.afterglow.registry.identity.storage;

import dev.afterglow.platform.tenant.CallersTenant;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.identity.Person;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;

/** People. */
@ApplicationScoped
public class PersonStore implements PanacheRepositoryBase<PersonEntity, String> {

  private PanacheQuery<PersonEntity> own(String subjectId) {
    return find("subjectId = ?1 and tenant = ?2", subjectId, CallersTenant.name());
  }

  /** The row, locked to the end of the transaction, or PERSON_NOT_FOUND. */
  public Uni<PersonEntity> locked(String subjectId) {
    return own(subjectId)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.personNotFound(subjectId));
  }

  /** The person, or PERSON_NOT_FOUND. */
  public Uni<Person> person(String subjectId) {
    return own(subjectId)
        .firstResult()
        .onItem()
        .ifNull()
        .failWith(() -> Faults.personNotFound(subjectId))
        .map(PersonEntity::person);
  }

  /** People with ids below one, newest first. */
  public Uni<List<Person>> before(String subjectId, int size) {
    return find(
            "subjectId < ?1 and tenant = ?2 order by subjectId desc",
            subjectId,
            CallersTenant.name())
        .page(0, size)
        .list()
        .map(rows -> rows.stream().map(PersonEntity::person).toList());
  }
}

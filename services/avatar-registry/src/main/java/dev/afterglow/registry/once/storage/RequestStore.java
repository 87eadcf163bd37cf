package dev.afterglow.registry.once.storage;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

/** First answers. */
@ApplicationScoped
public class RequestStore implements PanacheRepositoryBase<RequestEntity, String> {}

package dev.afterglow.registry.licence;

/**
 * Who is what in a licence: a record, from which nothing that somebody may do follows.
 *
 * @param role the role
 * @param holderId a person or an organisation
 */
public record RoleHolder(LicenceRole role, String holderId) {}

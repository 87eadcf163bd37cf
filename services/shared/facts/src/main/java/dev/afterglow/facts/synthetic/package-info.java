/** Made-up shows, labelled as such in every fact's source. */
@NullMarked
package dev.afterglow.facts.synthetic;

import org.jspecify.annotations.NullMarked;

package dev.hansard.allinone.conformity;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

import org.springframework.context.annotation.Configuration;

import java.util.Set;
import java.util.stream.Stream;

/** The rule that a type is public only for somebody: what is package-private can change freely. */
final class PublicTypes {

    private static final Set<JavaModifier> CONSTANT =
            Set.of(JavaModifier.STATIC, JavaModifier.FINAL);

    /**
     * Top-level types that are public. Not those that are read where no dependency shows:
     * configurations by Spring, exceptions in a {@code catch} or {@code case}, and constants, which
     * the compiler copies.
     */
    static final DescribedPredicate<JavaClass> ARE_ASKED_WHY =
            DescribedPredicate.describe(
                    "are public",
                    type ->
                            type.isTopLevelClass()
                                    && type.getModifiers().contains(JavaModifier.PUBLIC)
                                    && !type.isMetaAnnotatedWith(Configuration.class)
                                    && !type.isAssignableTo(Throwable.class)
                                    && !holdsConstantsOnly(type));

    static final ArchCondition<JavaClass> BE_USED_ELSEWHERE =
            new ArchCondition<>("be used by another package") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    events.add(
                            new SimpleConditionEvent(
                                    type,
                                    isUsedElsewhere(type) || isShownByPublicNeighbour(type),
                                    type.getName() + " is used by its own package only"));
                }
            };

    private PublicTypes() {}

    private static boolean isUsedElsewhere(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .anyMatch(user -> !user.getPackage().equals(type.getPackage()));
    }

    /** Whether what others may call shows it: as a parameter, a result, a field or a supertype. */
    private static boolean isShownByPublicNeighbour(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(other -> !other.equals(type) && isVisible(other))
                .anyMatch(
                        other ->
                                shown(other).anyMatch(type::equals)
                                        || other.isAssignableTo(type.getName()));
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicTypes::isVisible).orElse(true);
    }

    private static Stream<JavaClass> shown(JavaClass type) {
        return type.getMembers().stream()
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC))
                .flatMap(PublicTypes::shown);
    }

    private static Stream<JavaClass> shown(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream().map(JavaClass::getBaseComponentType);
    }

    private static boolean holdsConstantsOnly(JavaClass type) {
        return !type.getFields().isEmpty()
                && type.getMethods().isEmpty()
                && type.getFields().stream()
                        .map(JavaField::getModifiers)
                        .allMatch(modifiers -> modifiers.containsAll(CONSTANT));
    }
}

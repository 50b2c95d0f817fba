import {
  isObject,
  type Json,
  type Properties,
  type Template,
  TemplateNotUnderstood,
  type TemplateResource,
} from './cloudformation.ts';
import { type Location, namesOf } from './names.ts';
import { resourceTypes } from './resource-types.ts';

/** A resource with every intrinsic resolved. */
export interface Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  readonly properties: Properties;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** `AWS::NoValue`: the property is left out. */
const NO_VALUE = Symbol('AWS::NoValue');
type Value = Json | typeof NO_VALUE;

/**
 * Resolves a template to its resources, conditions and intrinsics worked out.
 * @throws TemplateNotUnderstood naming the resource, for an unknown type or intrinsic
 */
export function resolveTemplate(template: Template, at: Location): readonly Resource[] {
  const resolver = new Resolver(template, at);
  return Object.entries(template.Resources)
    .filter(([, resource]) => resolver.exists(resource))
    .map(([logicalId, resource]) => resolver.resource(logicalId, resource));
}

class Resolver {
  readonly #template: Template;
  readonly #at: Location;
  /** For messages: the resource that is being resolved. */
  #within = '';

  constructor(template: Template, at: Location) {
    this.#template = template;
    this.#at = at;
  }

  exists(resource: TemplateResource): boolean {
    return resource.Condition === undefined || this.#condition(resource.Condition);
  }

  resource(logicalId: string, resource: TemplateResource): Resource {
    this.#within = logicalId;
    if (!resourceTypes[resource.Type]) {
      throw this.#not(`resource type ${resource.Type}; add it to local/template/resource-types.ts`);
    }
    return {
      logicalId,
      type: resource.Type,
      name: namesOf(this.#at, logicalId).name,
      properties: this.#value(resource.Properties ?? {}) as Properties,
      metadata: resource.Metadata ?? {},
    };
  }

  #value(value: unknown): Value {
    if (Array.isArray(value)) return value.map((item) => this.#value(item)).filter(present);
    if (!isObject(value)) return this.#scalar(value);
    const [key, ...others] = Object.keys(value);
    if (key !== undefined && others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'))) {
      return this.#intrinsic(key, value[key]);
    }
    const entries = Object.entries(value).map(([name, item]) => [name, this.#value(item)] as const);
    return Object.fromEntries(entries.filter(([, item]) => present(item))) as Json;
  }

  #scalar(value: unknown): Json {
    if (typeof value === 'string' && value.includes('{{resolve:')) throw this.#not('a dynamic reference');
    return value as Json;
  }

  #intrinsic(name: string, argument: unknown): Value {
    switch (name) {
      case 'Ref':
        return this.#ref(String(argument));
      case 'Fn::GetAtt':
        return this.#getAtt(Array.isArray(argument) ? argument.map(String) : String(argument).split('.'));
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, unknown];
        return this.#list(parts).join(separator);
      }
      case 'Fn::Sub':
        return this.#sub(argument);
      case 'Fn::Select': {
        const [index, list] = argument as [number | string, unknown];
        const chosen = this.#list(list)[Number(index)];
        if (chosen === undefined) throw this.#not('a Fn::Select past the end');
        return chosen;
      }
      case 'Fn::Split': {
        const [separator, text] = argument as [string, unknown];
        return String(this.#value(text)).split(separator);
      }
      case 'Fn::If': {
        const [condition, then, otherwise] = argument as [string, unknown, unknown];
        return this.#value(this.#condition(condition) ? then : otherwise);
      }
      case 'Fn::FindInMap':
        return this.#findInMap(this.#list(argument).map(String));
      default:
        throw this.#not(`intrinsic ${name}`);
    }
  }

  #ref(name: string): Value {
    const pseudo = this.#pseudo(name);
    if (pseudo !== undefined) return pseudo;
    const parameter = this.#template.Parameters?.[name];
    if (parameter) {
      if (parameter.Default === undefined) throw this.#not(`parameter ${name}, which has no default`);
      return parameter.Default as Json;
    }
    const names = namesOf(this.#at, name);
    const { ref, nameProperty } = this.#type(name);
    if (nameProperty) return this.#value(this.#template.Resources[name]?.Properties?.[nameProperty]);
    return ref?.(names) ?? names.name;
  }

  #pseudo(name: string): Value | undefined {
    const values: Record<string, Value> = {
      'AWS::Region': this.#at.region,
      'AWS::AccountId': this.#at.account,
      'AWS::Partition': this.#at.partition,
      'AWS::StackName': this.#at.stackName,
      'AWS::URLSuffix': this.#at.urlSuffix,
      'AWS::StackId': `arn:${this.#at.partition}:cloudformation:${this.#at.region}:${this.#at.account}:stack/${this.#at.stackName}/local`,
      'AWS::NoValue': NO_VALUE,
    };
    return values[name];
  }

  #getAtt([logicalId = '', ...path]: string[]): Json {
    const attribute = path.join('.');
    const names = namesOf(this.#at, logicalId);
    const { attributes } = this.#type(logicalId);
    if (!attributes) return `${names.name}.${attribute}`;
    const known = attributes[attribute];
    if (!known) throw this.#not(`attribute ${logicalId}.${attribute}`);
    return known(names);
  }

  #type(logicalId: string) {
    const resource = this.#template.Resources[logicalId];
    if (!resource) throw this.#not(`a reference to ${logicalId}, which is not in the template`);
    const type = resourceTypes[resource.Type];
    if (!type) throw this.#not(`resource type ${resource.Type} of ${logicalId}`);
    return type;
  }

  #sub(argument: unknown): string {
    const [text, variables] = Array.isArray(argument)
      ? [String(argument[0]), argument[1] as Record<string, unknown>]
      : [String(argument), {}];
    return text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (name in variables) return String(this.#value(variables[name]));
      return String(name.includes('.') ? this.#getAtt(name.split('.')) : this.#ref(name));
    });
  }

  #findInMap([map = '', first = '', second = '']: string[]): Json {
    const found = this.#template.Mappings?.[map]?.[first]?.[second];
    if (found === undefined) throw this.#not(`a mapping ${map}.${first}.${second}`);
    return found as Json;
  }

  #list(value: unknown): Json[] {
    const list = this.#value(value);
    if (!Array.isArray(list)) throw this.#not('a list that is not one');
    return list as Json[];
  }

  #condition(name: string): boolean {
    const condition = this.#template.Conditions?.[name];
    if (condition === undefined) throw this.#not(`condition ${name}, which is not in the template`);
    return this.#holds(condition);
  }

  #holds(condition: unknown): boolean {
    const [name, argument] = Object.entries(condition as object)[0] as [string, unknown];
    const all = argument as unknown[];
    switch (name) {
      case 'Condition':
        return this.#condition(String(argument));
      case 'Fn::Equals':
        return this.#value(all[0]) === this.#value(all[1]);
      case 'Fn::And':
        return all.every((one) => this.#holds(one));
      case 'Fn::Or':
        return all.some((one) => this.#holds(one));
      case 'Fn::Not':
        return !this.#holds(all[0]);
      default:
        throw this.#not(`condition function ${name}`);
    }
  }

  #not(what: string): TemplateNotUnderstood {
    return new TemplateNotUnderstood(
      `The template has ${what} (in ${this.#within}): unknown to the local runtime`,
    );
  }
}

const present = (value: Value): value is Json => value !== NO_VALUE;

export type Json =
  | string
  | number
  | boolean
  | null
  | { [key: string]: Json | undefined }
  | Json[]

export type Database = {
  other: {
    Tables: {
      [_ in never]: never
    }
    Views: {
      [_ in never]: never
    }
    Functions: {
      [_ in never]: never
    }
    Enums: {
      mood: "calm" | "wild \"one\""
    }
    CompositeTypes: {
      [_ in never]: never
    }
  }
  public: {
    Tables: {
      "Odd name": {
        Row: {
          "1st": boolean | null
          a: number | null
          b: number | null
          class: string
          "größe": number | null
          id: number
          profile: number | null
          "quo\"te\\": string | null
          self: string | null
          "with space": string | null
          with_space: string | null
        }
        Insert: {
          "1st"?: boolean | null
          a?: number | null
          b?: number | null
          class: string
          "größe"?: number | null
          id?: number
          profile?: number | null
          "quo\"te\\"?: string | null
          self?: string | null
          "with space"?: string | null
          with_space?: string | null
        }
        Update: {
          "1st"?: boolean | null
          a?: number | null
          b?: number | null
          class?: string
          "größe"?: number | null
          id?: number
          profile?: number | null
          "quo\"te\\"?: string | null
          self?: string | null
          "with space"?: string | null
          with_space?: string | null
        }
        Relationships: [
          {
            foreignKeyName: "Odd name_profile_fkey"
            columns: ["profile"]
            isOneToOne: false
            referencedRelation: "profiles"
            referencedColumns: ["person_id"]
          },
          {
            foreignKeyName: "odd pairs"
            columns: ["a", "b"]
            isOneToOne: false
            referencedRelation: "pairs"
            referencedColumns: ["a", "b"]
          },
        ]
      }
      measures: {
        Row: {
          at: string
          value: number | null
        }
        Insert: {
          at: string
          value?: number | null
        }
        Update: {
          at?: string
          value?: number | null
        }
        Relationships: []
      }
      pairs: {
        Row: {
          a: number
          b: number
        }
        Insert: {
          a: number
          b: number
        }
        Update: {
          a?: number
          b?: number
        }
        Relationships: []
      }
      /**
       * People, * / with
       * two lines.
       */
      people: {
        Row: {
          born: string | null
          handle: string
          id: number
          /** As they write it. */
          name: string
        }
        Insert: {
          born?: string | null
          handle?: string
          id?: never
          name: string
        }
        Update: {
          born?: string | null
          handle?: string
          id?: never
          name?: string
        }
        Relationships: []
      }
      profiles: {
        Row: {
          code: number
          extra: Json
          grid: number[] | null
          label: string | null
          mood: Database["other"]["Enums"]["mood"] | null
          moods: Database["other"]["Enums"]["mood"][] | null
          owner: string
          period: string | null
          person_id: number
          place: Database["public"]["CompositeTypes"]["point2"] | null
          price: number
          raw: string | null
          states: Database["public"]["Enums"]["status"][]
        }
        Insert: {
          code: number
          extra?: Json
          grid?: number[] | null
          label?: never
          mood?: Database["other"]["Enums"]["mood"] | null
          moods?: Database["other"]["Enums"]["mood"][] | null
          owner: string
          period?: string | null
          person_id: number
          place?: Database["public"]["CompositeTypes"]["point2"] | null
          price?: number
          raw?: string | null
          states: Database["public"]["Enums"]["status"][]
        }
        Update: {
          code?: number
          extra?: Json
          grid?: number[] | null
          label?: never
          mood?: Database["other"]["Enums"]["mood"] | null
          moods?: Database["other"]["Enums"]["mood"][] | null
          owner?: string
          period?: string | null
          person_id?: number
          place?: Database["public"]["CompositeTypes"]["point2"] | null
          price?: number
          raw?: string | null
          states?: Database["public"]["Enums"]["status"][]
        }
        Relationships: [
          {
            foreignKeyName: "profiles_person_id_fkey"
            columns: ["person_id"]
            isOneToOne: true
            referencedRelation: "people"
            referencedColumns: ["id"]
          },
        ]
      }
    }
    Views: {
      adults: {
        Row: {
          id: number | null
          name: string | null
        }
        Insert: {
          id?: number | null
          name?: string | null
        }
        Update: {
          id?: number | null
          name?: string | null
        }
        Relationships: []
      }
      cache: {
        Row: {
          one: number | null
        }
        Relationships: []
      }
      counts: {
        Row: {
          people: number | null
          status: Database["public"]["Enums"]["status"] | null
        }
        Relationships: []
      }
    }
    Functions: {
      add: {
        Args: { a: number; b?: number }
        Returns: number
      }
      find:
        | {
            Args: { id: number }
            Returns: Database["public"]["Tables"]["people"]["Row"]
          }
        | {
            Args: { term: string }
            Returns: Database["public"]["Tables"]["people"]["Row"][]
          }
      list: {
        Args: { items: string[] }
        Returns: string[]
      }
      quiet: {
        Args: { "": Json }
        Returns: undefined
      }
      split: {
        Args: { whole: number }
        Returns: {
          half: number
          rest: number
        }
      }
      states: {
        Args: Record<PropertyKey, never>
        Returns: Database["public"]["Enums"]["status"][]
      }
      stats: {
        Args: Record<PropertyKey, never>
        Returns: {
          state: Database["public"]["Enums"]["status"]
          total: number
        }[]
      }
    }
    Enums: {
      nothing: never
      status: "todo" | "in-progress" | "in progress" | "2nd" | "self" | "default" | ""
    }
    CompositeTypes: {
      point2: {
        x: number | null
        y: number | null
        state: Database["public"]["Enums"]["status"] | null
      }
    }
  }
}

type Schemas = Omit<Database, "__InternalSupabase">
type DefaultSchema = Schemas[Extract<keyof Schemas, "public">]
type SchemaName = { schema: keyof Schemas }
type RelationsOf<S extends keyof Schemas> = Schemas[S]["Tables"] & Schemas[S]["Views"]

export type Tables<
  NameOrSchema extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"]) | SchemaName,
  Name extends NameOrSchema extends SchemaName ? keyof RelationsOf<NameOrSchema["schema"]> : never = never,
> = NameOrSchema extends SchemaName
  ? Name extends keyof RelationsOf<NameOrSchema["schema"]>
    ? RelationsOf<NameOrSchema["schema"]>[Name] extends { Row: infer Part } ? Part : never
    : never
  : NameOrSchema extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[NameOrSchema] extends { Row: infer Part } ? Part : never
    : never

export type TablesInsert<
  NameOrSchema extends keyof DefaultSchema["Tables"] | SchemaName,
  Name extends NameOrSchema extends SchemaName ? keyof Schemas[NameOrSchema["schema"]]["Tables"] : never = never,
> = NameOrSchema extends SchemaName
  ? Name extends keyof Schemas[NameOrSchema["schema"]]["Tables"]
    ? Schemas[NameOrSchema["schema"]]["Tables"][Name] extends { Insert: infer Part } ? Part : never
    : never
  : NameOrSchema extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][NameOrSchema] extends { Insert: infer Part } ? Part : never
    : never

export type TablesUpdate<
  NameOrSchema extends keyof DefaultSchema["Tables"] | SchemaName,
  Name extends NameOrSchema extends SchemaName ? keyof Schemas[NameOrSchema["schema"]]["Tables"] : never = never,
> = NameOrSchema extends SchemaName
  ? Name extends keyof Schemas[NameOrSchema["schema"]]["Tables"]
    ? Schemas[NameOrSchema["schema"]]["Tables"][Name] extends { Update: infer Part } ? Part : never
    : never
  : NameOrSchema extends keyof DefaultSchema["Tables"]
    ? DefaultSchema["Tables"][NameOrSchema] extends { Update: infer Part } ? Part : never
    : never

export type Enums<
  NameOrSchema extends keyof DefaultSchema["Enums"] | SchemaName,
  Name extends NameOrSchema extends SchemaName ? keyof Schemas[NameOrSchema["schema"]]["Enums"] : never = never,
> = NameOrSchema extends SchemaName
  ? Name extends keyof Schemas[NameOrSchema["schema"]]["Enums"]
    ? Schemas[NameOrSchema["schema"]]["Enums"][Name]
    : never
  : NameOrSchema extends keyof DefaultSchema["Enums"]
    ? DefaultSchema["Enums"][NameOrSchema]
    : never

export type CompositeTypes<
  NameOrSchema extends keyof DefaultSchema["CompositeTypes"] | SchemaName,
  Name extends NameOrSchema extends SchemaName ? keyof Schemas[NameOrSchema["schema"]]["CompositeTypes"] : never = never,
> = NameOrSchema extends SchemaName
  ? Name extends keyof Schemas[NameOrSchema["schema"]]["CompositeTypes"]
    ? Schemas[NameOrSchema["schema"]]["CompositeTypes"][Name]
    : never
  : NameOrSchema extends keyof DefaultSchema["CompositeTypes"]
    ? DefaultSchema["CompositeTypes"][NameOrSchema]
    : never

export const Constants = {
  other: {
    Enums: {
      mood: ["calm", "wild \"one\""],
    },
  },
  public: {
    Enums: {
      nothing: [],
      status: ["todo", "in-progress", "in progress", "2nd", "self", "default", ""],
    },
  },
} as const
